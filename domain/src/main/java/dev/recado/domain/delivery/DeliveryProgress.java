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

/// The result of one pass through an outbox.
///
/// @param outcomes of the parts that are settled, to be recorded
/// @param rest the parts that are not settled, to be tried again after the delay
/// @param held parts that may not be sent before the user writes again; empty unless all others are settled
/// @param optedOut the part that the provider refused because the user opted out; null for none
/// @param isBlocked whether the rest waits for the operator
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

    /// A result without held parts.
    public DeliveryProgress(
            List<PartOutcome> outcomes, Outbox rest, Duration after, String reason, Map<MessageId, Failure> lost) {
        this(outcomes, rest, after, reason, List.of(), null, false, lost);
    }

    /// A result with every part settled and none held.
    public static DeliveryProgress done(List<PartOutcome> outcomes, Outbox outbox) {
        return done(outcomes, outbox, Map.of());
    }

    public static DeliveryProgress done(List<PartOutcome> outcomes, Outbox outbox, Map<MessageId, Failure> lost) {
        return new DeliveryProgress(outcomes, outbox, Duration.ZERO, "", List.of(), null, false, lost);
    }

    public boolean complete() {
        return rest.pending().isEmpty();
    }

    /// The same, with outcomes that were known before it.
    public DeliveryProgress after(List<PartOutcome> before) {
        List<PartOutcome> all = new ArrayList<>(before);
        all.addAll(outcomes);
        return new DeliveryProgress(all, rest, after, reason, held, optedOut, isBlocked, lost);
    }
}
