package dev.recado.domain.port;

import dev.recado.domain.model.InboundMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The durable list of what users wrote. The message log is the inbox: a message is stored once and then changes
/// state.
public interface Inbox {

    /// Stores a message and returns when it is safe: a process killed right after has not lost it. A message that
    /// expects a reply waits from then on; any other is only noted. A repeat with the same id changes nothing.
    ///
    /// @throws PortUnavailableException when it could not be stored; whether it was is then not known, and a repeat
    ///     is safe
    Appended append(InboundMessage message);

    /// Messages that wait for a reply, oldest first, received before the given time.
    ///
    /// @param limit at most so many
    List<InboundMessage> unanswered(Instant receivedBefore, int limit);

    /// How many messages wait, and since when the oldest does, as the store knows it. May be costly: for diagnosis
    /// and start.
    Backlog backlog();

    /// What became of an append.
    enum Appended {
        STORED,
        DUPLICATE
    }

    /// @param oldest when the oldest waiting message was received; empty when none waits
    record Backlog(long waiting, Optional<Instant> oldest) {}
}
