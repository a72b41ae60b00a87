package dev.recado.domain.handoff;

import dev.recado.domain.identity.ConversationId;

/// Shows a user that a person of the business types.
@FunctionalInterface
public interface ShowTypingUseCase {

    /// Returns at once; it is shown for some seconds, as far as the provider can and the user wrote before. A
    /// repeat prolongs it. Best effort: nothing depends on it.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer
    void show(ConversationId id);
}
