package dev.recado.domain.turn;

import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.PartOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of parts and is not yet written down, so that a store that fails in between does not make one be
/// sent twice. It holds so many at most; the oldest make room.
final class UnrecordedOutcomes {
    private static final int MOST = 10_000;

    private final Map<PartId, PartOutcome> outcomes = new LinkedHashMap<>();

    synchronized @Nullable PartOutcome find(PartId id) {
        return outcomes.get(id);
    }

    /// What is held is still to be sent, and is not remembered.
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
