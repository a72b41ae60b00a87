package dev.recado.domain.operation;

import dev.recado.domain.identity.MessageId;

/// Lets a message that was set aside be answered after all.
@FunctionalInterface
public interface ReplayDeadLetterUseCase {

    /// Takes in a copy of the message, as if the user had sent it now. A repeat is harmless: while the copy waits
    /// or is answered, it names the same copy.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the copy could not be stored safely; a repeat
    ///     is safe
    Replay replay(MessageId id);

    /// What came of it.
    sealed interface Replay {
        /// @param copy the message that took its place
        record Accepted(MessageId copy) implements Replay {}

        /// No message under this id was ever set aside.
        record Unknown() implements Replay {}
    }
}
