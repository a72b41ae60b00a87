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

/// What becomes of a part that the provider accepted and then reports as failed: what becomes of one that is refused
/// with the same code at once. A part that is no user's fault is taken back and sent again when it can be.
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

    /// @return what the receipt did; empty when it is to be applied like any other
    Optional<Applied> apply(DeliveryReceipt receipt) {
        return switch (meaning(receipt)) {
            case SendOutcome.WindowClosed _ ->
                // a template needs no window
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

    /// The part reached the user, so its sender can send.
    void arrived(DeliveryReceipt receipt) {
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
            // the conversation has just become part of another: the part is found there soon
            return Optional.of(Applied.UNMATCHED);
        }
        then.accept(part);
        return Optional.of(Applied.ADVANCED);
    }

    /// It goes out by itself: what it answers waits again.
    private void reopen(OutboundMessage part) {
        MessageId answers = part.answers();
        if (answers != null) {
            Notification.ofRoot(answers)
                    .ifPresentOrElse(id -> notifications.reopen(id, clock.instant()), () -> log.reopen(answers));
        }
    }

    /// The answer is not brought, and will not be as it is: the operator is to know of what it answered.
    private void setAside(OutboundMessage part, Failure failure) {
        MessageId answers = part.answers();
        if (answers != null
                && Notification.ofRoot(answers).isEmpty()
                && log.setAside(answers, failure, clock.instant())) {
            events.publish(new Event.SetAside(List.of(answers), failure));
        }
    }

    private void optOut(OutboundMessage part) {
        sessions.refuseUnasked(part.conversationId(), MessageEvents.optedOut(part, clock.instant()));
    }
}
