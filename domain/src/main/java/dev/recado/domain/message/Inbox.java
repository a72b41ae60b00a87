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

/// The durable list of what users wrote. The message log is the inbox: a message is stored once and then changes
/// state.
public interface Inbox {

    /// Stores a message and returns when it is safe: a process killed right after has not lost it. A message that
    /// expects a reply waits from then on; any other is only noted. A repeat with the same id changes nothing.
    ///
    /// @throws PortUnavailableException when it could not be stored; whether it was is then not known, and a
    ///     repeat is safe
    Appended append(InboundMessage message);

    /// Stores many messages in few writes, each on its own, and returns when it is known of each whether it is
    /// safe. A repeat is harmless.
    ///
    /// @param messages no two with the same id
    /// @return what became of each; one that is missing was not stored, or it is not known whether it was
    default Map<MessageId, Appended> appendAll(List<InboundMessage> messages) {
        Map<MessageId, Appended> appended = new HashMap<>();
        for (InboundMessage message : messages) {
            try {
                appended.put(message.id(), append(message));
            } catch (PortUnavailableException _) {
                // missing: whoever asked keeps it otherwise
            }
        }
        return appended;
    }

    /// What waits for a reply in one conversation, whoever took it in: in {@link InboundMessage#BY_ARRIVAL order},
    /// exactly. Everything whose append returned before the call is seen. The cost does not grow with the history.
    ///
    /// @param limit at most so many, the oldest
    List<InboundMessage> waiting(ConversationId id, int limit);

    /// Messages of any conversation that wait for a reply, oldest first to the millisecond. The cost does not grow
    /// with what is stored, nor with what waits.
    ///
    /// @param from received then or later, to the millisecond
    /// @param before received earlier than this
    /// @param limit at most so many
    List<InboundMessage> unanswered(Instant from, Instant before, int limit);

    /// The same from the very oldest on.
    default List<InboundMessage> unanswered(Instant before, int limit) {
        return unanswered(Instant.EPOCH, before, limit);
    }

    /// Which of these were appended before, in whatever state they are now.
    Set<MessageId> known(Collection<MessageId> ids);

    /// One message, in whatever state it is now; empty when none was appended under this id.
    Optional<InboundMessage> message(MessageId id);

    /// How many messages wait, and since when the oldest does, as the store knows it.
    Backlog backlog();

    /// What became of an append.
    enum Appended {
        STORED,
        DUPLICATE
    }

    /// @param waiting how many wait, counted up to {@link #MOST}, so that counting stays cheap
    /// @param oldest when the oldest waiting message was received, to the millisecond; empty when none waits
    record Backlog(long waiting, Optional<Instant> oldest) {
        public static final int MOST = 10_000;
    }
}
