package dev.recado.adapter.knowledge.search;

/// Estimates how likely a passage holds the answer, from how much of the question two of its sentences cover and
/// how far it leads the other passages.
///
/// Fitted (logistic regression) on the questions about one half of the passages of `make eval`, in both
/// languages: unchanged, with typos, and cut to four and to two words; one question in five has no answer in any
/// passage.
final class ConfidenceModel {
    private static final double SHARE = 2.18;
    private static final double LEAD = 4.09;
    private static final double WORDS = 2.15;
    private static final double INTERCEPT = -3.78;

    /// A larger lead adds no confidence, nor does a lead over nothing with little coverage.
    private static final double MAX_LEAD = 0.4;

    private static final double MIN_LEAD = -1.5;
    private static final double LOW_SHARE = 0.3;

    private ConfidenceModel() {}

    /// @param coverage how much of the question the passage's best two sentences cover
    /// @param score the passage's score
    /// @param rival the score of the best other passage, 0 when there is none
    static double of(ParsedQuestion.Coverage coverage, double score, double rival) {
        if (coverage.share() == 0) {
            return 0;
        }
        double lead = Math.min(Math.log(score / Math.max(rival, 1e-6)), Math.log(coverage.share() / LOW_SHARE));
        double sum = SHARE * coverage.share()
                + LEAD * Math.clamp(lead, MIN_LEAD, MAX_LEAD)
                + WORDS * Math.log1p(coverage.words())
                + INTERCEPT;
        return 1 / (1 + Math.exp(-sum));
    }
}
