package dev.recado.domain.delivery;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.PartOutcome;
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
public record DeliveryProgress(
        List<PartOutcome> outcomes,
        Outbox rest,
        Duration after,
        String reason,
        List<OutboundMessage> held,
        @Nullable OutboundMessage optedOut,
        boolean isBlocked,
        Map<MessageId, Failure> lost) {
    public DeliveryProgress {
        outcomes = List.copyOf(outcomes);
        held = List.copyOf(held);
        lost = Map.copyOf(lost);
    }

    /// Nothing is held.
    public DeliveryProgress(List<PartOutcome> outcomes, Outbox rest, Duration after, String reason) {
        this(outcomes, rest, after, reason, List.of(), null, false, Map.of());
    }

    /// All of it is settled, and nothing held.
    public static DeliveryProgress done(List<PartOutcome> outcomes, Outbox outbox) {
        return done(outcomes, outbox, Map.of());
    }

    public static DeliveryProgress done(List<PartOutcome> outcomes, Outbox outbox, Map<MessageId, Failure> lost) {
        return new DeliveryProgress(outcomes, outbox, Duration.ZERO, "", List.of(), null, false, lost);
    }

    public boolean complete() {
        return rest.pending().isEmpty();
    }

    /// The same, after what was settled before.
    public DeliveryProgress after(List<PartOutcome> before) {
        List<PartOutcome> all = new ArrayList<>(before);
        all.addAll(outcomes);
        return new DeliveryProgress(all, rest, after, reason, held, optedOut, isBlocked, lost);
    }
}
