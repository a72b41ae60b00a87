package dev.recado.domain.operation;

import dev.recado.domain.identity.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The messages that were set aside. {@link MessageLog#record} puts them here.
public interface DeadLetters {

    /// Those not replayed yet, newest first.
    ///
    /// @param limit at most so many
    /// @param before those that come after this place in the list; null for the first of them
    List<DeadLetter> list(int limit, @Nullable Place before);

    /// How many there are that were not replayed, and since when the oldest.
    Count count();

    /// One of them, replayed or not; empty for a message that was never set aside, or is not known.
    Optional<DeadLetter> find(MessageId id);

    /// Notes that a copy has taken its place. A repeat changes nothing.
    void replayed(MessageId id, MessageId copy);

    /// A place in the list: that of a letter set aside at this time under this id.
    record Place(Instant at, MessageId id) {}

    /// @param oldest empty when there is none
    record Count(long count, Optional<Instant> oldest) {}
}
