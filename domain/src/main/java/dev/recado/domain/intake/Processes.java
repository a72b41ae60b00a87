package dev.recado.domain.intake;

import java.time.Instant;
import java.util.List;

/// The processes that work on the same store, as they tell of themselves in it.
public interface Processes {
    /// No other process can work on this store.
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

    /// From now on tells when this process loses sight of the store, and when it sees it again. What was lost before
    /// is told at once.
    void watch(Watch watch);

    /// Tells the others of this process.
    ///
    /// @param spooling whether it keeps messages that the store does not have yet
    void report(boolean spooling, Instant now);

    /// What the others reported then or later.
    List<Other> others(Instant since);

    /// @param id the same for every life of a process
    record Other(String id, boolean spooling, Instant at) {}

    /// Is told. Must be quick; a repeat is harmless.
    interface Watch {
        void lost();

        void found();
    }
}
