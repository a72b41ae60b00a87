package dev.recado.domain.intake;

import java.time.Instant;

/// Accepts messages that users wrote and no webhook brought.
@FunctionalInterface
public interface ReconcileUseCase {

    /// Lists what the providers received since the given time, and accepts missing messages in their order. A
    /// repeat accepts nothing twice. May take a minute.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when a provider could not be asked, or the store could
    ///     not take a message; accepted messages stay, and a retry continues
    Reconciliation reconcile(Instant since);

    /// The outcome.
    sealed interface Reconciliation {
        /// @param listed how many messages the providers listed
        /// @param accepted how many of them were missing and are now accepted
        /// @param complete false when the providers had more than they could list, or no provider has a list
        record Done(Instant since, int listed, int accepted, boolean complete) implements Reconciliation {
            public int known() {
                return listed - accepted;
            }
        }

        /// Another comparison is running in this process.
        record Busy() implements Reconciliation {}
    }
}
