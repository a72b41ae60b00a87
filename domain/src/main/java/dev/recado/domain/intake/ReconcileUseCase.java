package dev.recado.domain.intake;

import java.time.Instant;

/// Takes in what users wrote and no webhook brought.
@FunctionalInterface
public interface ReconcileUseCase {

    /// Lists what the providers received since the given time, and takes in what is missing, in their order. A
    /// repeat takes in nothing twice. May take a minute.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when a provider could not be asked, or the store
    ///     could not take a message; what was taken in stays, and a repeat goes on
    Reconciliation reconcile(Instant since);

    /// What came of it.
    sealed interface Reconciliation {
        /// @param listed what the providers listed
        /// @param takenIn how many of them were missing, and are now taken in
        /// @param complete false when the providers had more than they could list, or there is none that lists
        record Done(Instant since, int listed, int takenIn, boolean complete) implements Reconciliation {
            public int known() {
                return listed - takenIn;
            }
        }

        /// Another one is under way in this process.
        record Busy() implements Reconciliation {}
    }
}
