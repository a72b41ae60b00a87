package dev.recado.domain.turn;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.PartOutcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Outcomes of parts that are not recorded yet, so that no part is sent twice when the store fails in between.
/// Bounded: the oldest are dropped first.
final class UnrecordedOutcomes {
    private static final int MOST = 10_000;

    private final Map<PartId, Unrecorded> outcomes = BoundedMap.droppingOldest(MOST);

    /// @param committedAt when its outbox was stored; null for a part that was sent without one
    private record Unrecorded(PartOutcome outcome, @Nullable Instant committedAt) {
        boolean isOf(Outbox outbox) {
            return committedAt == null || committedAt.equals(outbox.committedAt());
        }
    }

    /// Returns the outcome of the part, whichever outbox it was in.
    synchronized @Nullable PartOutcome find(PartId id) {
        Unrecorded found = outcomes.get(id);
        return found == null ? null : found.outcome();
    }

    /// Returns the outcome of the part in this outbox. Another process may have recorded that of an earlier outbox,
    /// and the provider may have failed to deliver it: then the part is sent again from this one.
    synchronized @Nullable PartOutcome find(PartId id, Outbox outbox) {
        Unrecorded found = outcomes.get(id);
        return found == null || !found.isOf(outbox) ? null : found.outcome();
    }

    /// Remembers the outcome of a part that was sent without an outbox.
    synchronized void add(PartOutcome outcome) {
        add(outcome, null);
    }

    /// Remembers the outcome of a part. A held part is sent later, so its outcome is not remembered.
    ///
    /// @param outbox the part's outbox; null when it was sent without one
    synchronized void add(PartOutcome outcome, @Nullable Outbox outbox) {
        if (outcome.status() == DeliveryStatus.HELD) {
            return;
        }
        Instant committedAt = outbox == null ? null : outbox.committedAt();
        outcomes.put(outcome.message().id(), new Unrecorded(outcome, committedAt));
    }

    synchronized void remove(PartOutcome outcome) {
        outcomes.remove(outcome.message().id());
    }
}
