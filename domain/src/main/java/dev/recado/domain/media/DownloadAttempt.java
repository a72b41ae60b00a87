package dev.recado.domain.media;

/// What came of one try.
sealed interface DownloadAttempt {
    /// It is decided.
    record Settled(FetchOutcome fetched) implements DownloadAttempt {}

    /// This address does not hold, or no more; another may.
    record Stale(int status) implements DownloadAttempt {}

    /// Another try may help.
    ///
    /// @param reason fit to be shown to anyone
    record Failed(String reason) implements DownloadAttempt {}

    static DownloadAttempt refused(String reason) {
        return new Settled(new FetchOutcome.Refused(reason));
    }

    static DownloadAttempt unavailable(String reason) {
        return new Settled(new FetchOutcome.Unavailable(reason));
    }
}
