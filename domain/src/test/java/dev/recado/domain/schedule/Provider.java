package dev.recado.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.delivery.MessageSender.Settlement;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The provider of all processes: the parts it accepted, in order, and the receipts it still has to send.
final class Provider {
    private final Simulation simulation;
    private final Map<PartId, AcceptedPart> accepted = new LinkedHashMap<>();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();

    private final Set<PartId> undelivered = new HashSet<>();
    private int failures;

    private record AcceptedPart(OutboundMessage part, Instant at) {}

    Provider(Simulation simulation) {
        this.simulation = simulation;
    }

    /// @return its id at the provider
    String accept(ProcessInstance process, OutboundMessage part) {
        simulation.invariants.sends(process, part);
        boolean answers =
                part.answers() != null && Notification.idOfRoot(part.answers()).isEmpty();
        if (answers && simulation.faults.failsLater()) {
            return fail(part);
        }
        assertThat(accepted).as("a part is sent once: %s", part.id()).doesNotContainKey(part.id());
        accepted.put(part.id(), new AcceptedPart(part, simulation.scheduler.clock.instant()));
        for (DeliveryStatus status : List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ)) {
            PartId named = simulation.scheduler.chance(0.8) ? part.id() : null;
            DeliveryReceipt receipt = new DeliveryReceipt(
                    Channel.TWILIO,
                    externalId(part.id()),
                    named,
                    status,
                    null,
                    null,
                    simulation.scheduler.clock.instant());
            receipts.add(receipt);
            if (simulation.faults.deliversAgain()) {
                receipts.add(receipt);
            }
        }
        return externalId(part.id());
    }

    /// Accepts a part that later fails: for lack of payment, or because the window is closed.
    private String fail(OutboundMessage part) {
        undelivered.add(part.id());
        String externalId = externalId(part.id()) + "#" + failures++;
        DeliveryReceipt receipt = new DeliveryReceipt(
                Channel.TWILIO,
                externalId,
                part.id(),
                DeliveryStatus.FAILED,
                simulation.scheduler.chance(0.5) ? ObservedSender.UNPAID : ObservedSender.WINDOW_CLOSED,
                "as ordered",
                simulation.scheduler.clock.instant());
        receipts.add(receipt);
        if (simulation.faults.deliversAgain()) {
            receipts.add(receipt);
        }
        return externalId;
    }

    /// Queues a receipt that was not accepted.
    void requeue(DeliveryReceipt receipt) {
        receipts.add(receipt);
    }

    /// Like a provider that does not store our ids: a part is recognised by its text.
    Settlement find(OutboundMessage part, Instant since, Set<String> others) {
        return accepted.values().stream()
                .filter(t -> t.part().to().equals(part.to())
                        && t.part().text().equals(part.text())
                        && !t.at().isBefore(since))
                .map(t -> externalId(t.part().id()))
                .filter(id -> !others.contains(id))
                .findFirst()
                .<Settlement>map(Settlement.Found::new)
                .orElseGet(Settlement.NotFound::new);
    }

    boolean has(PartId part) {
        return accepted.containsKey(part);
    }

    /// Returns whether it once accepted the part without delivering it.
    boolean failedToDeliver(PartId part) {
        return undelivered.contains(part);
    }

    boolean hasReceipts() {
        return !receipts.isEmpty();
    }

    /// Returns a random receipt, because receipts arrive in no order.
    DeliveryReceipt nextReceipt() {
        return receipts.remove(simulation.scheduler.random.nextInt(receipts.size()));
    }

    static String externalId(PartId part) {
        return "SMout-" + part.value();
    }
}
