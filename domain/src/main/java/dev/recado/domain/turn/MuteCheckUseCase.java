package dev.recado.domain.turn;

import dev.recado.domain.message.InboundMessage;

/// Checks whether a user is muted (opted out, blocked, over a limit, or with a person) before an acknowledgement is
/// sent.
@FunctionalInterface
public interface MuteCheckUseCase {

    /// Returns whether the sender of the message is muted; true also when the store does not answer. Takes one or two
    /// reads, never throws, and a repeat is harmless.
    boolean isMuted(InboundMessage message);
}
