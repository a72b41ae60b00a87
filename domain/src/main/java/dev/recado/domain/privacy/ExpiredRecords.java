package dev.recado.domain.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Erases records by age. Every method may throw [dev.recado.domain.PortUnavailableException]; a retry is safe and
/// may help. Thread-safe.
public interface ExpiredRecords {

    /// Erases some records of a kind that were made before a time: no message that waits for an answer or is being
    /// sent, none of a conversation that a person has or that waits for one, and nothing that the business's server
    /// or a person of the business is still to be told. The files of [RetentionKind#MEDIA] are not in the store.
    ///
    /// @param limit the most records that are looked at
    /// @param after where the step before ended; null for the first step
    Step erase(RetentionKind kind, Instant before, int limit, @Nullable Place after);

    /// What a step did.
    ///
    /// @param next where it ended; null when there are no more
    record Step(int erased, @Nullable Place next) {}

    /// The place of a record in the order of time.
    ///
    /// @param part which of the places where records of the kind are
    record Place(int part, Instant at, String id) {}
}
