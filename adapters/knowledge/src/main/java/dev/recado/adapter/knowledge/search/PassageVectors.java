package dev.recado.adapter.knowledge.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The vectors of an index's passages, in the order of the passages. A search compares all of them with the
/// question's: ten thousand take a few milliseconds. Immutable.
public final class PassageVectors {
    private static final int NEAREST = 50;

    /// How many standard deviations a vector must be beyond the nearest that chance would bring.
    private static final double BEYOND_CHANCE = 1.0;

    private static final double STEEPNESS = 1.5;

    /// Meaning alone is never certain, since the passage may share no word with the question.
    private static final double MAX_CONFIDENCE = 0.75;

    private final List<float[]> vectors;

    PassageVectors(List<float[]> vectors) {
        this.vectors = vectors.stream().map(PassageVectors::normal).toList();
    }

    /// The passages nearest to a question's vector, nearest first; empty when the vector's length differs.
    List<Near> nearest(float[] question) {
        float[] normalizedQuestion = normal(question);
        int size = vectors.size();
        double[] near = new double[size];
        double sum = 0;
        double squares = 0;
        for (int at = 0; at < size; at++) {
            if (vectors.get(at).length != normalizedQuestion.length) {
                return List.of();
            }
            near[at] = dot(vectors.get(at), normalizedQuestion);
            sum += near[at];
            squares += near[at] * near[at];
        }
        double mean = sum / Math.max(1, size);
        double deviation = Math.sqrt(Math.max(1e-9, squares / Math.max(1, size) - mean * mean));
        double chance = Math.sqrt(2 * Math.log(Math.max(2, size))) + BEYOND_CHANCE;
        List<Near> all = new ArrayList<>(size);
        for (int at = 0; at < size; at++) {
            double beyond = (near[at] - mean) / deviation - chance;
            all.add(new Near(at, near[at], MAX_CONFIDENCE / (1 + Math.exp(-STEEPNESS * beyond))));
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Near::likeness).reversed())
                .limit(NEAREST)
                .toList();
    }

    private static float[] normal(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        float[] normal = vector.clone();
        for (int at = 0; at < normal.length; at++) {
            normal[at] = length == 0 ? 0 : (float) (normal[at] / length);
        }
        return normal;
    }

    private static double dot(float[] a, float[] b) {
        float sum = 0;
        for (int at = 0; at < a.length; at++) {
            sum += a[at] * b[at];
        }
        return sum;
    }

    /// @param likeness the cosine similarity
    /// @param confidence from 0 to 1: how far it stands out among all passages, independent of the model's scale
    public record Near(int passage, double likeness, double confidence) {}
}
