package dev.recado.domain.operation;

import dev.recado.domain.identity.MessageId;

/// Replays a dead letter, so that it is answered after all.
@FunctionalInterface
public interface ReplayDeadLetterUseCase {

    /// Accepts a copy of the message, as if the user had sent it now. A repeat is harmless: while the copy waits
    /// or is answered, it returns the same copy.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the copy may not be stored; a retry is safe and
    ///     may help
    Replay replay(MessageId id);

    /// The outcome.
    sealed interface Replay {
        /// @param copy the message that replaces it
        record Accepted(MessageId copy) implements Replay {}

        /// No message with this id is a dead letter.
        record Unknown() implements Replay {}
    }
}
