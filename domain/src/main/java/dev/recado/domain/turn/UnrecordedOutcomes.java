package dev.recado.domain.turn;

import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.PartOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Outcomes of parts that are not recorded yet, so that no part is sent twice when the store fails in between.
/// Bounded: the oldest are dropped first.
final class UnrecordedOutcomes {
    private static final int MOST = 10_000;

    private final Map<PartId, PartOutcome> outcomes = new LinkedHashMap<>();

    synchronized @Nullable PartOutcome find(PartId id) {
        return outcomes.get(id);
    }

    /// A held part is sent later, so its outcome is not remembered.
    synchronized void add(PartOutcome outcome) {
        if (outcome.status() == DeliveryStatus.HELD) {
            return;
        }
        outcomes.put(outcome.message().id(), outcome);
        while (outcomes.size() > MOST) {
            outcomes.remove(outcomes.keySet().iterator().next());
        }
    }

    synchronized void remove(PartOutcome outcome) {
        outcomes.remove(outcome.message().id());
    }
}
