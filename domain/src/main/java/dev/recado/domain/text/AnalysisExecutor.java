package dev.recado.domain.text;

import java.time.Instant;
import java.util.function.Supplier;

/// Runs CPU-bound work on its own threads with a deadline, so that the work never holds the threads that accept
/// webhooks.
public interface AnalysisExecutor {
    /// Runs the work on the caller's thread, without a deadline.
    AnalysisExecutor DIRECT = new AnalysisExecutor() {
        @Override
        public <T> T call(Instant deadline, Supplier<T> work) {
            return work.get();
        }
    };

    /// Runs the work and returns its result; the caller waits. An exception of the work is rethrown here. A call
    /// from within the work runs at once, on the same thread. Thread-safe.
    ///
    /// @param work never blocks, and calls [AnalysisStoppedException#check] wherever it may take long
    /// @throws AnalysisStoppedException when the work was not done by the deadline; the work is interrupted and
    ///     ends soon after
    /// @throws dev.recado.domain.PortUnavailableException when the caller is interrupted because the process
    ///     stops
    <T> T call(Instant deadline, Supplier<T> work);
}
