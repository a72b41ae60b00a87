package dev.recado.domain.usecase;

import dev.recado.domain.model.InboundMessage;

/// Whether somebody is to hear nothing at all, for what is said before their message is read.
@FunctionalInterface
public interface HushedUseCase {

    /// Whether whoever wrote this is to hear nothing, not even that the answer takes a moment: a read or two; true also
    /// when the store does not answer. Never throws, a repeat is harmless.
    boolean isHushed(InboundMessage message);
}
