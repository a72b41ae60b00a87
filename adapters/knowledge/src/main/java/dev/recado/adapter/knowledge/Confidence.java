package dev.recado.adapter.knowledge;

/// How likely a passage holds the answer, from what it says of the question within two sentences, and how far it is
/// ahead of the others.
///
/// Fitted (logistic regression) on the questions of one half of the passages of `make eval`, in both languages, clean
/// and as typed, one question in five being one that no passage answers.
final class Confidence {
    private static final double COVERED = 7.49;
    private static final double AHEAD = 4.00;
    private static final double NOTHING = -4.31;
    private static final double FURTHEST_AHEAD = 1.5;

    private Confidence() {}

    /// @param covered the share of the question that the passage's best two sentences say
    /// @param ahead the logarithm of its score by that of the best other passage
    static double of(double covered, double ahead) {
        double sum = COVERED * covered + AHEAD * Math.clamp(ahead, -FURTHEST_AHEAD, FURTHEST_AHEAD) + NOTHING;
        return 1 / (1 + Math.exp(-sum));
    }

    static double ahead(double score, double other) {
        return Math.log((score + 1e-6) / (other + 1e-6));
    }
}
