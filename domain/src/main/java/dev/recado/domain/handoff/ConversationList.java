package dev.recado.domain.handoff;

import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads conversations for the people of the business, page by page. The cost of a page does not grow with the
/// number of conversations. Every method may throw [dev.recado.domain.PortUnavailableException]; a retry may
/// help. Thread-safe.
public interface ConversationList {

    /// Returns conversations, newest activity first or as ordered.
    ///
    /// A page ends before it is full when many conversations were read that do not match; the next one goes on
    /// from there.
    Page<ConversationSummary> conversations(ConversationFilter filter, Order order, int limit, @Nullable Place after);

    Optional<ConversationSummary> conversation(ConversationId id);

    /// Returns what was said and what happened in a conversation, newest first; empty for an unknown one.
    Page<ThreadEntry> thread(ConversationId id, int limit, @Nullable Place after);

    enum Order {
        /// Newest activity first.
        ACTIVITY,
        /// First the conversations that wait for a person, the longest waiting first; then the others.
        WAITING
    }

    /// @param next where the page ended; null for the last one
    record Page<T>(List<T> items, @Nullable Place next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /// The place in a list of the item with this time and id.
    ///
    /// @param waiting whether it is among those that wait, in a list that begins with them
    record Place(boolean waiting, Instant at, String id) {}
}
