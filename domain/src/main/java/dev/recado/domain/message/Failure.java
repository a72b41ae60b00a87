package dev.recado.domain.message;

/// The reason why messages become dead letters instead of being answered.
///
/// @param reason one word for the cause, a colon, the details (`model: HTTP 503`): one line, no personal data,
///     truncated when long
/// @param attempts how many turns had begun, including the last one, as far as is known
public record Failure(String reason, int attempts) {
    private static final int MAX_LENGTH = 300;

    public Failure {
        reason = reason.replaceAll("\\s+", " ").strip();
        reason = reason.length() <= MAX_LENGTH ? reason : reason.substring(0, MAX_LENGTH - 1) + "…";
        if (attempts < 1) {
            throw new IllegalArgumentException("a failure has at least one attempt");
        }
    }

    /// Returns the cause: one word out of a few.
    public String cause() {
        int colon = reason.indexOf(':');
        return colon < 0 ? reason : reason.substring(0, colon);
    }

    /// Returns this failure with one more reason added.
    public Failure and(String more) {
        return new Failure(reason + "; " + more, attempts);
    }
}
