package dev.recado.domain.media;

/// What came of one try.
sealed interface Attempt {
    /// It is decided.
    record Settled(Fetched fetched) implements Attempt {}

    /// This address does not hold, or no more; another may.
    record Stale(int status) implements Attempt {}

    /// Another try may help.
    ///
    /// @param reason fit to be shown to anyone
    record Failed(String reason) implements Attempt {}

    static Attempt refused(String reason) {
        return new Settled(new Fetched.Refused(reason));
    }

    static Attempt unavailable(String reason) {
        return new Settled(new Fetched.Unavailable(reason));
    }
}
