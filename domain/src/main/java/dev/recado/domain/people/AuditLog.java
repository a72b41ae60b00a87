package dev.recado.domain.people;

import dev.recado.domain.people.AuditEntry.Action;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The record of who did what. Thread-safe.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a
/// repeat is safe.
public interface AuditLog {

    /// Stores an entry. An id that exists is left as it is.
    void add(AuditEntry entry);

    /// Returns entries, newest first.
    List<AuditEntry> list(Filter filter, int limit, @Nullable Place after);

    /// @param who the id of a person; null for everybody
    /// @param action null for every action
    /// @param subject null for every subject
    record Filter(
            @Nullable String who,
            @Nullable Action action,
            @Nullable String subject) {
        public static final Filter ALL = new Filter(null, null, null);
    }

    /// The place of an entry in the list.
    record Place(Instant at, String id) {}
}
