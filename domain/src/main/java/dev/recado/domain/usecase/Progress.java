package dev.recado.domain.usecase;

import dev.recado.domain.model.Failure;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.model.PartOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far the sending of an outbox got.
///
/// @param outcomes what is settled, to be recorded
/// @param rest what is not, to be tried again after the delay
/// @param held what may not be sent before the user writes again; empty unless all is settled
/// @param optedOut the part to which the provider said that the user wants to hear no more; null when to none
/// @param isBlocked whether it waits for the operator
/// @param lost messages that an earlier turn answered, and why that answer does not reach the user after all
record Progress(
        List<PartOutcome> outcomes,
        Outbox rest,
        Duration after,
        String reason,
        List<OutboundMessage> held,
        @Nullable OutboundMessage optedOut,
        boolean isBlocked,
        Map<MessageId, Failure> lost) {
    Progress {
        outcomes = List.copyOf(outcomes);
        held = List.copyOf(held);
        lost = Map.copyOf(lost);
    }

    /// Nothing is held.
    Progress(List<PartOutcome> outcomes, Outbox rest, Duration after, String reason) {
        this(outcomes, rest, after, reason, List.of(), null, false, Map.of());
    }

    /// All of it is settled, and nothing held.
    static Progress done(List<PartOutcome> outcomes, Outbox outbox) {
        return done(outcomes, outbox, Map.of());
    }

    static Progress done(List<PartOutcome> outcomes, Outbox outbox, Map<MessageId, Failure> lost) {
        return new Progress(outcomes, outbox, Duration.ZERO, "", List.of(), null, false, lost);
    }

    boolean complete() {
        return rest.pending().isEmpty();
    }

    /// The same, after what was settled before.
    Progress after(List<PartOutcome> before) {
        List<PartOutcome> all = new ArrayList<>(before);
        all.addAll(outcomes);
        return new Progress(all, rest, after, reason, held, optedOut, isBlocked, lost);
    }
}
