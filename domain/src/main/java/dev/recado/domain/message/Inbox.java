package dev.recado.domain.message;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The durable queue of inbound messages. The message log is the inbox: a message is stored once and then changes
/// state. Thread-safe.
public interface Inbox {

    /// Stores a message and returns once it is durable. A message that expects a turn then waits for its answer;
    /// any other is only recorded. A repeat with the same id changes nothing.
    ///
    /// @throws PortUnavailableException when the message may not have been stored; a retry is safe and may help
    Appended append(InboundMessage message);

    /// Stores many messages in few writes, each independently, and returns once the outcome of each is known. A
    /// repeat is harmless.
    ///
    /// @param messages no two with the same id
    /// @return the outcome of each; a missing message was not stored, or its outcome is unknown, and a retry is
    ///     safe
    default Map<MessageId, Appended> appendAll(List<InboundMessage> messages) {
        Map<MessageId, Appended> appended = new HashMap<>();
        for (InboundMessage message : messages) {
            try {
                appended.put(message.id(), append(message));
            } catch (PortUnavailableException _) {
                // Missing in the result: the caller keeps the message elsewhere.
            }
        }
        return appended;
    }

    /// Returns the oldest messages of one conversation that wait for a reply, whichever process stored them,
    /// exactly in [InboundMessage#BY_ARRIVAL] order. Includes every message whose append returned before the
    /// call. The cost does not grow with the history.
    ///
    /// @param limit the most messages
    List<InboundMessage> waiting(ConversationId id, int limit);

    /// Returns messages of all conversations that wait for a reply, oldest first to the millisecond. The cost
    /// does not grow with the number of stored or waiting messages.
    ///
    /// @param from received at or after this time, to the millisecond
    /// @param before received before this time
    /// @param limit the most messages
    List<InboundMessage> unanswered(Instant from, Instant before, int limit);

    /// Returns messages of all conversations that wait for a reply, beginning with the oldest: see
    /// [#unanswered(Instant, Instant, int)].
    default List<InboundMessage> unanswered(Instant before, int limit) {
        return unanswered(Instant.EPOCH, before, limit);
    }

    /// Returns those of the ids that are stored, whatever their state.
    Set<MessageId> known(Collection<MessageId> ids);

    /// Returns one message, whatever its state; empty when none is stored under this id.
    Optional<InboundMessage> message(MessageId id);

    /// Returns how many messages wait, and since when the oldest does.
    Backlog backlog();

    /// The outcome of an append.
    enum Appended {
        STORED,
        DUPLICATE
    }

    /// @param waiting how many messages wait, counted only up to [#COUNT_LIMIT] so that counting stays cheap
    /// @param oldest when the oldest waiting message was received, to the millisecond; empty when none waits
    record Backlog(long waiting, Optional<Instant> oldest) {
        public static final int COUNT_LIMIT = 10_000;
    }
}
