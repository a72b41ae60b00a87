package dev.recado.domain.intake;

import java.time.Instant;
import java.util.List;

/// The processes that share the store, as each reports itself there. Thread-safe.
public interface Processes {
    /// For a store that no other process can use.
    Processes NONE = new Processes() {
        @Override
        public void watch(Watch watch) {}

        @Override
        public void report(boolean spooling, Instant now) {}

        @Override
        public List<Other> others(Instant since) {
            return List.of();
        }
    };

    /// Registers a watch that is told when this process loses the store, and when it finds it again. An earlier
    /// loss is reported at once.
    void watch(Watch watch);

    /// Reports this process to the others. A repeat is harmless.
    ///
    /// @param spooling whether it holds messages that the store does not have yet
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    void report(boolean spooling, Instant now);

    /// Returns the others' reports from this time on.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    List<Other> others(Instant since);

    /// @param id stays the same across restarts of a process
    record Other(String id, boolean spooling, Instant at) {}

    /// Is told of losses. Must be quick; a repeat is harmless.
    interface Watch {
        void storeLost();

        void storeFound();
    }
}
