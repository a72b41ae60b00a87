package dev.recado.domain.receipt;

import dev.recado.domain.conversation.SessionStore;
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
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.MessageLog.Applied;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.notification.Notifications;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Handles parts that the provider accepted and later reports as failed, like parts refused at once with the same
/// code. A part that failed through no fault of its own is taken back and sent again when possible.
public final class LateFailures {
    private final Senders senders;
    private final MessageLog log;
    private final SessionStore sessions;
    private final Notifications notifications;
    private final EventSink events;
    private final InstantSource clock;

    public LateFailures(
            Senders senders,
            MessageLog log,
            SessionStore sessions,
            Notifications notifications,
            EventSink events,
            InstantSource clock) {
        this.senders = senders;
        this.log = log;
        this.sessions = sessions;
        this.notifications = notifications;
        this.events = events;
        this.clock = clock;
    }

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
                log.part(receipt).ifPresent(this::optOut);
                yield Optional.empty();
            }
            case SendOutcome.Refused refused -> {
                if (!refused.remedy().isEmpty()) {
                    log.part(receipt).ifPresent(part -> setAside(part, refused.failure()));
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
        Optional<OutboundMessage> found = log.part(receipt);
        if (found.isEmpty()) {
            return Optional.of(Applied.UNMATCHED);
        }
        OutboundMessage part = found.get();
        if (!again.test(part)) {
            return Optional.empty();
        }
        if (!log.takeBack(part.id(), receipt)) {
            return Optional.of(Applied.STALE);
        }
        if (!sessions.holdAgain(part)) {
            // the conversation has just been merged into another, where the part is found soon
            return Optional.of(Applied.UNMATCHED);
        }
        then.accept(part);
        return Optional.of(Applied.ADVANCED);
    }

    /// The part is sent again by itself: the message it answers waits again.
    private void reopen(OutboundMessage part) {
        MessageId answers = part.answers();
        if (answers != null) {
            Notification.idOfRoot(answers)
                    .ifPresentOrElse(id -> notifications.reopen(id, clock.instant()), () -> log.reopen(answers));
        }
    }

    /// The answer will not arrive, so the answered message becomes a dead letter for the operator.
    private void setAside(OutboundMessage part, Failure failure) {
        MessageId answers = part.answers();
        if (answers != null
                && Notification.idOfRoot(answers).isEmpty()
                && log.setAside(answers, failure, clock.instant())) {
            events.publish(new Event.DeadLettered(List.of(answers), failure));
        }
    }

    private void optOut(OutboundMessage part) {
        sessions.refuseUnasked(part.conversationId(), MessageEvents.optedOut(part, clock.instant()));
    }
}
