package dev.recado.domain.text;

import java.time.Instant;
import java.util.function.Supplier;

/// Runs CPU-bound work on threads of its own, so that it never holds those that take webhooks, and stops it
/// in time.
public interface AnalysisExecutor {
    /// Runs the work on the caller's thread and stops nothing.
    AnalysisExecutor DIRECT = new AnalysisExecutor() {
        @Override
        public <T> T call(Instant deadline, Supplier<T> work) {
            return work.get();
        }
    };

    /// What the work gives; the caller waits for it. What the work throws is thrown here. Work within work runs at
    /// once, on the same thread.
    ///
    /// @param work waits for nobody, and calls {@link AnalysisStoppedException#check} where it may take long
    /// @throws AnalysisStoppedException when it was not done by the deadline; it ends soon after
    /// @throws PortUnavailableException when the caller is interrupted, as the process is stopping
    <T> T call(Instant deadline, Supplier<T> work);
}
