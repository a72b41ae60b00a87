package dev.recado.domain.message;

/// Why messages are set aside as dead letters instead of being answered.
///
/// @param reason the cause in a word, a colon, the details (`model: HTTP 503`): on one line, no personal data, cut
///     where it is long
/// @param attempts how many turns had begun, the last one included, as far as is known
public record Failure(String reason, int attempts) {
    private static final int LONGEST = 300;

    public Failure {
        reason = reason.replaceAll("\\s+", " ").strip();
        reason = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST - 1) + "…";
        if (attempts < 1) {
            throw new IllegalArgumentException("a failure has had at least one attempt");
        }
    }

    /// The cause in a word: one of a few.
    public String cause() {
        int colon = reason.indexOf(':');
        return colon < 0 ? reason : reason.substring(0, colon);
    }

    /// The same with one thing more that went wrong.
    public Failure and(String more) {
        return new Failure(reason + "; " + more, attempts);
    }
}
