package dev.recado.domain.media;

/// The outcome of one attempt to download a file.
sealed interface DownloadAttempt {
    /// The final outcome.
    record Finished(FetchOutcome outcome) implements DownloadAttempt {}

    /// The provider's address is not valid, or no longer; a new address may be.
    record Stale(int status) implements DownloadAttempt {}

    /// A retry may help.
    ///
    /// @param reason fit to be shown to anyone
    record Failed(String reason) implements DownloadAttempt {}

    static DownloadAttempt refused(String reason) {
        return new Finished(new FetchOutcome.Refused(reason));
    }

    static DownloadAttempt unavailable(String reason) {
        return new Finished(new FetchOutcome.Unavailable(reason));
    }
}
