package dev.recado.adapter.knowledge.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the passages of an index mean, as vectors in the order of the passages. All are compared with a question's:
/// ten thousand take a few milliseconds. Immutable.
public final class PassageVectors {
    private static final int NEAREST = 50;

    /// How far, in standard deviations, a vector must lie beyond the nearest that chance alone would bring near.
    private static final double BEYOND_CHANCE = 1.0;

    private static final double STEEP = 1.5;

    /// Meaning alone never makes sure: nothing of the question may be said in it.
    private static final double SUREST = 0.75;

    private final List<float[]> vectors;

    PassageVectors(List<float[]> vectors) {
        this.vectors = vectors.stream().map(PassageVectors::normal).toList();
    }

    /// The nearest passages to a question's vector, nearest first; none when it has another length.
    List<Near> nearest(float[] question) {
        float[] asked = normal(question);
        int size = vectors.size();
        double[] near = new double[size];
        double sum = 0;
        double squares = 0;
        for (int at = 0; at < size; at++) {
            if (vectors.get(at).length != asked.length) {
                return List.of();
            }
            near[at] = dot(vectors.get(at), asked);
            sum += near[at];
            squares += near[at] * near[at];
        }
        double mean = sum / Math.max(1, size);
        double deviation = Math.sqrt(Math.max(1e-9, squares / Math.max(1, size) - mean * mean));
        double chance = Math.sqrt(2 * Math.log(Math.max(2, size))) + BEYOND_CHANCE;
        List<Near> all = new ArrayList<>(size);
        for (int at = 0; at < size; at++) {
            double beyond = (near[at] - mean) / deviation - chance;
            all.add(new Near(at, near[at], SUREST / (1 + Math.exp(-STEEP * beyond))));
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

    /// @param likeness the cosine
    /// @param confidence from 0 to 1: how far it stands out among all passages, whatever the model's scale is
    public record Near(int passage, double likeness, double confidence) {}
}
