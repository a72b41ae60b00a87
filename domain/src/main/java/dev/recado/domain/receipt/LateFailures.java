package dev.recado.domain.receipt;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.RefusedWords;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.delivery.MessageEvents;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.Senders;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.MessageLog.Applied;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.turn.TurnSteps.Stores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Handles parts that the provider accepted and later reports as failed, like parts refused at once with
/// the same code. A part that failed through no fault of its own is taken back and sent again when
/// possible.
public final class LateFailures {
    /// Some writes' time: a turn that finds the conversation claimed waits for the end of the lease.
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final Senders senders;
    private final Stores stores;
    private final Notifications notifications;
    private final RefusedWords refusedWords;
    private final EventSink events;
    private final InstantSource clock;

    public LateFailures(
            Senders senders, Stores stores, Notifications notifications, EventSink events, InstantSource clock) {
        this.senders = senders;
        this.stores = stores;
        this.notifications = notifications;
        this.refusedWords = new RefusedWords(stores.sessions());
        this.events = events;
        this.clock = clock;
    }

    /// A repeat continues where an interrupted call ended.
    ///
    /// @return the effect of the receipt; empty when it is applied like any other
    Optional<Applied> apply(DeliveryReceipt receipt) {
        return switch (meaning(receipt)) {
            case SendOutcome.WindowClosed _ ->
                // a template needs no open window
                takeBack(receipt, part -> !(part.content() instanceof Template), part -> {});
            case SendOutcome.Blocked blocked ->
                takeBack(receipt, part -> true, part -> {
                    senders.blocks().reported(part, blocked, receipt.at());
                    reopen(part);
                });
            case SendOutcome.OptedOut _ -> {
                stores.log().part(receipt).ifPresent(this::optOut);
                yield Optional.empty();
            }
            case SendOutcome.Refused refused -> {
                if (receipt.status() == DeliveryStatus.FAILED) {
                    stores.log().part(receipt).ifPresent(part -> {
                        if (!refused.remedy().isEmpty()) {
                            setAside(part, refused.failure());
                        }
                        refusedWords.remove(part);
                    });
                }
                yield Optional.empty();
            }
            case SendOutcome.Accepted _, SendOutcome.Throttled _, SendOutcome.Unknown _ -> Optional.empty();
        };
    }

    /// Records that the part reached the user, which shows that its sender works.
    void delivered(DeliveryReceipt receipt) {
        senders.blocks().arrived(receipt);
    }

    private SendOutcome meaning(DeliveryReceipt receipt) {
        String code = receipt.errorCode();
        String text = receipt.errorText() == null ? "" : receipt.errorText();
        MessageSender sender = senders.byChannel().get(receipt.channel());
        return receipt.status() != DeliveryStatus.FAILED || sender == null
                ? new SendOutcome.Refused("", text)
                : sender.meaningOf(code == null ? "" : code, text);
    }

    private Optional<Applied> takeBack(
            DeliveryReceipt receipt, Predicate<OutboundMessage> again, Consumer<OutboundMessage> then) {
        Optional<OutboundMessage> found = stores.log().part(receipt);
        if (found.isEmpty()) {
            return Optional.of(Applied.UNMATCHED);
        }
        OutboundMessage part = found.get();
        if (!again.test(part)) {
            return Optional.empty();
        }
        // under a claim, so that no turn records or sends the part at the same time
        Claim claim = stores.joins()
                .claimBeside(part.conversationId(), clock.instant(), LEASE)
                .orElse(null);
        return Optional.of(
                switch (claim) {
                    // just merged into another conversation, where the part is found soon
                    case null -> Applied.LATER;
                    case Claim.Busy _, Claim.BrokenOff _ -> Applied.LATER;
                    case Claim.Claimed(var claimed) -> takeBackClaimed(claimed, part, receipt, then);
                });
    }

    private Applied takeBackClaimed(
            ClaimedConversation claim, OutboundMessage part, DeliveryReceipt receipt, Consumer<OutboundMessage> then) {
        try {
            return takeBack(claim, part, receipt, then);
        } finally {
            release(claim);
        }
    }

    /// If the store does not answer, the lease runs out soon.
    private void release(ClaimedConversation claim) {
        try {
            stores.sessions().releaseUnchanged(claim);
        } catch (PortUnavailableException _) {
            // a repeat of the receipt finds it released
        }
    }

    private Applied takeBack(
            ClaimedConversation claim, OutboundMessage part, DeliveryReceipt receipt, Consumer<OutboundMessage> then) {
        Outbox outbox = claim.conversation().outbox();
        boolean isLeft = outbox != null && outbox.contains(part.id());
        if (isLeft && !isRecorded(part, receipt)) {
            return Applied.LATER;
        }
        if (!stores.log().takeBack(part.id(), receipt)) {
            return Applied.STALE;
        }
        // a turn that was interrupted after it recorded the part left it in the outbox
        Outbox rest = outbox != null && isLeft ? outbox.without(part) : outbox;
        boolean held = claim.conversation().held().stream()
                .anyMatch(other -> other.id().equals(part.id()));
        if ((isLeft || !held) && !stores.sessions().hold(claim, rest, List.of(part))) {
            return Applied.LATER;
        }
        then.accept(part);
        return Applied.ADVANCED;
    }

    /// Whether the receipt is about the last sending of the part, and that sending is recorded.
    private boolean isRecorded(OutboundMessage part, DeliveryReceipt receipt) {
        return stores.log()
                .find(part.conversationId(), receipt.channel(), receipt.externalId())
                .filter(entry -> entry.id().equals(part.id().value()))
                .filter(entry -> !entry.status().equals(DeliveryStatus.HELD.id()))
                .isPresent();
    }

    /// Sets the answered message aside: the part could not be taken back in time, and is not sent again.
    void giveUp(DeliveryReceipt receipt) {
        String reason = "delivery: " + receipt.errorCode() + ", not delivered";
        stores.log().part(receipt).ifPresent(part -> setAside(part, new Failure(reason, 1)));
    }

    /// The part is sent again by itself: the message it answers waits again.
    private void reopen(OutboundMessage part) {
        MessageId answers = part.answers();
        if (answers != null) {
            Notification.idOfRoot(answers)
                    .ifPresentOrElse(
                            id -> notifications.reopen(id, clock.instant()),
                            () -> stores.log().reopen(answers));
        }
    }

    /// The answer will not arrive, so the answered message becomes a dead letter for the operator.
    private void setAside(OutboundMessage part, Failure failure) {
        MessageId answers = part.answers();
        if (answers != null
                && Notification.idOfRoot(answers).isEmpty()
                && stores.log().setAside(answers, failure, clock.instant())) {
            events.publish(new Event.DeadLettered(List.of(answers), failure));
        }
    }

    private void optOut(OutboundMessage part) {
        stores.sessions().refuseUnasked(part.conversationId(), MessageEvents.optedOut(part, clock.instant()));
    }
}
