package dev.recado.domain.privacy;

import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the store holds of one user. Every method may throw [dev.recado.domain.PortUnavailableException]; a
/// retry is safe and may help. Thread-safe.
public interface PersonalRecords {

    /// Returns the keys of a conversation's user; empty when the store has neither the conversation nor a message
    /// of it.
    Optional<UserKeys> keys(ConversationId id);

    /// Returns whether the store has a message that the user sent after this time.
    boolean wroteAfter(UserKeys keys, Instant time);

    /// Finds some records of a user.
    ///
    /// @param until made at this time or before; null for all
    /// @param limit the most records; fewer are returned when there are no more
    List<Found> find(RecordKind kind, UserKeys keys, @Nullable Instant until, int limit);

    /// Erases these records. A repeat is harmless.
    ///
    /// @return how many were still there
    int erase(RecordKind kind, List<String> ids);

    /// Reads records of a user with all their fields, the oldest of each conversation first.
    void read(RecordKind kind, UserKeys keys, Consumer<StoredRecord> each);

    /// Reads the conversations of a user with all their fields, as far as they are about the user.
    List<StoredRecord> conversations(UserKeys keys);

    /// Makes what was erased unreadable on the store's own disk, soon. A repeat is harmless.
    void scrub();

    /// @param hasFiles whether it is a message with files
    record Found(String id, boolean hasFiles) {}

    /// A record as it is stored.
    ///
    /// @param fields values are text, numbers, booleans, instants, lists and maps of these
    record StoredRecord(String id, Map<String, Object> fields) {}
}
