package dev.recado.domain;

/// Work that goes on beside webhooks and turns for as long as the process runs.
public interface BackgroundTask {
    /// Starts the work on other threads and returns. Called once, when webhooks are already received.
    void start();
}
