package dev.recado.adapter.knowledge.search;

/// How likely a passage holds the answer, from what it says of the question within two sentences, and how far it is
/// ahead of the others.
///
/// Fitted (logistic regression) on the questions of one half of the passages of `make eval`, in both languages: as they
/// are, as typed, and cut down to four and to two words; one question in five being one that no passage answers.
final class ConfidenceModel {
    private static final double SHARE = 2.18;
    private static final double AHEAD = 4.09;
    private static final double WORDS = 2.15;
    private static final double NOTHING = -3.78;

    /// Further ahead is no surer; nor is what is ahead of nothing but says little itself.
    private static final double FAR_AHEAD = 0.4;

    private static final double FAR_BEHIND = -1.5;
    private static final double LITTLE = 0.3;

    private ConfidenceModel() {}

    /// @param said what the passage's best two sentences say of the question
    /// @param score of the passage
    /// @param rival the score of the best other passage, 0 when there is none
    static double of(ParsedQuestion.Said said, double score, double rival) {
        if (said.share() == 0) {
            return 0;
        }
        double ahead = Math.min(Math.log(score / Math.max(rival, 1e-6)), Math.log(said.share() / LITTLE));
        double sum = SHARE * said.share()
                + AHEAD * Math.clamp(ahead, FAR_BEHIND, FAR_AHEAD)
                + WORDS * Math.log1p(said.words())
                + NOTHING;
        return 1 / (1 + Math.exp(-sum));
    }
}
