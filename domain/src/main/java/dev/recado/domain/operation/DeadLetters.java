package dev.recado.domain.operation;

import dev.recado.domain.identity.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The dead letters. [dev.recado.domain.message.MessageLog#record] adds them. Every method may throw
/// [dev.recado.domain.PortUnavailableException]; a retry is safe and may help. Thread-safe.
public interface DeadLetters {

    /// Returns the dead letters not replayed yet, newest first.
    ///
    /// @param limit the most dead letters
    /// @param before where the previous page ended; null for the first page
    List<DeadLetter> list(int limit, @Nullable Place before);

    /// Counts the dead letters not replayed yet.
    Count count();

    /// Returns one dead letter, replayed or not; empty for any other message.
    Optional<DeadLetter> find(MessageId id);

    /// Marks a dead letter as replayed by a copy. A repeat is harmless.
    void replayed(MessageId id, MessageId copy);

    /// The place in the list of the dead letter with this time and id.
    record Place(Instant at, MessageId id) {}

    /// @param oldest when the oldest became a dead letter; empty without one
    record Count(long count, Optional<Instant> oldest) {}
}
