package dev.recado.domain.turn;

import dev.recado.domain.message.InboundMessage;

/// Whether somebody is to hear nothing at all, for what is said before their message is read.
@FunctionalInterface
public interface MuteCheckUseCase {

    /// Whether whoever wrote this is to hear nothing, not even that the answer takes a moment: a read or two; true also
    /// when the store does not answer. Never throws, a repeat is harmless.
    boolean isMuted(InboundMessage message);
}
