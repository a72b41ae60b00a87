package dev.recado.domain.live;

import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.List;

/// Finds the conversations that changed lately, by whatever process.
@FunctionalInterface
public interface ChangedConversations {

    /// Returns the conversations with activity at this time or later, the newest activity first. Thread-safe.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    List<ConversationId> since(Instant time, int limit);
}
