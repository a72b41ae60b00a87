package dev.recado.domain.notification;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.LeaseRenewal;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.delivery.DeliveryProgress;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.Notification.Status;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.notification.Notifications.Taken;
import dev.recado.domain.turn.AnswerConversation;
import dev.recado.domain.turn.AnswerConversation.Stores;
import dev.recado.domain.turn.AnswerConversation.TimeSource;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import dev.recado.domain.turn.AnswerDelivery;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.MergeStep;
import dev.recado.domain.turn.OutboxRecovery;
import dev.recado.domain.turn.ReplyDecider;
import dev.recado.domain.turn.TurnCompletion;
import dev.recado.domain.turn.TurnRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One try of one notification. It claims the conversation as a turn does, settles what is left there, stores what it
/// says before any of it is sent, and gives the conversation back: whatever is killed when, a second try finds how far
/// the first one got.
public final class SendNotification {
    private static final Duration DONE = Duration.ZERO;
    private static final Duration SOON = AnswerConversation.SOON;
    static final Duration BUSY = Duration.ofSeconds(1);
    /// Nobody is reminded of what is over.
    private static final Duration LONGEST = Duration.ofHours(24);
    /// What cannot even be said to have failed is left by then.
    private static final Duration FORGOTTEN = LONGEST.multipliedBy(2);

    private static final Waiting NOBODY = new Waiting() {
        @Override
        public List<InboundMessage> messages() {
            return List.of();
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }
    };

    private final Notifications notifications;
    private final Stores stores;
    private final Turning turning;
    private final NotificationWriter writer;
    private final EventSink events;
    private final TimeSource time;
    private final TurnCompletion completion;
    private final OutboxRecovery outboxRecovery;
    private final NotificationTarget home;

    public SendNotification(
            Notifications notifications,
            Stores stores,
            Turning turning,
            NotificationWriter writer,
            EventSink events,
            TimeSource time) {
        this.notifications = notifications;
        this.stores = stores;
        this.turning = turning;
        this.writer = writer;
        this.events = events;
        this.time = time;
        this.completion = new TurnCompletion(stores, turning.sending(), turning.rules(), events, time.clock());
        this.outboxRecovery =
                new OutboxRecovery(stores, turning.replies(), turning.sending(), completion, events, time.clock());
        this.home = new NotificationTarget(
                stores, new MergeStep(stores, outboxRecovery, completion, turning.rules(), time), completion);
    }

    /// What it shares with the turns.
    ///
    /// @param senders the channels of the providers that are configured, the preferred one first
    public record Turning(
            Dispatcher dispatcher,
            ReplyDecider replies,
            AnswerDelivery sending,
            TurnRules rules,
            List<Channel> senders) {
        public Turning {
            senders = List.copyOf(senders);
        }
    }

    /// @return after which time it is to be tried again; zero when there is nothing more to do
    Duration attempt(String id) {
        Instant now = time.now();
        Optional<Taken> found =
                notifications.take(id, now, now.plus(turning.rules().lease()));
        if (found.isEmpty()) {
            return DONE;
        }
        Taken taken = found.get();
        Notification notification = taken.notification();
        if (now.isAfter(notification.createdAt().plus(FORGOTTEN))) {
            return close(taken, Status.FAILED, "expired");
        }
        try {
            return attempt(taken);
        } catch (PortUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // it is due again soon, and not for ever
            events.publish(new Event.TurnBroke(notification.root(), e));
            return BUSY;
        }
    }

    private Duration attempt(Taken taken) {
        ConversationId conversation = home.of(taken.notification().to());
        Duration again = turning.dispatcher()
                .alone(conversation, () -> claim(taken, conversation))
                .orElse(SOON);
        if (again.isPositive()) {
            notifications.postpone(taken, time.now().plus(again));
        }
        return again;
    }

    private Duration claim(Taken taken, ConversationId id) {
        Notification notification = taken.notification();
        Channel first = notification.channel() != null
                ? notification.channel()
                : turning.senders().getFirst();
        ConversationKey opening = new ConversationKey(id, notification.to(), first, null, null);
        Instant now = time.now();
        Duration lease = turning.rules().lease();
        return switch (stores.sessions().claim(opening, now, lease)) {
            case Claim.Busy _, Claim.BrokenOff _ -> BUSY;
            case Claim.Claimed claimed -> {
                try (LeaseRenewal renewal = new LeaseRenewal(
                        stores.sessions(), claimed.conversation(), lease, time.timer(), time.clock())) {
                    yield run(taken, claimed.conversation(), renewal);
                }
            }
        };
    }

    private Duration run(Taken taken, ClaimedConversation claim, LeaseRenewal renewal) {
        Notification notification = taken.notification();
        Outcome stopped = outboxRecovery.settle(claim, NOBODY, tooOften(claim), new HashSet<>(), renewal);
        if (stopped != null) {
            return stopped instanceof Outcome.Deferred deferred ? atLeast(deferred.after()) : SOON;
        }
        Collection<DeliveryStatus> before =
                stores.log().states(notification.parts()).values();
        if (!before.isEmpty()) {
            return before.contains(DeliveryStatus.HELD)
                    ? again(taken, claim, before, renewal)
                    // an earlier try, whose process was killed
                    : sent(taken, claim, before);
        }
        Duration elsewhere = home.elsewhere(notification.to(), claim, renewal::holds);
        if (elsewhere != null) {
            return elsewhere;
        }
        Conversation conversation = claim.conversation();
        if (time.now().isAfter(notification.createdAt().plus(LONGEST))) {
            return unsent(taken, claim, Status.FAILED, "expired", renewal);
        }
        if (!conversation.userState().takesNotifications()) {
            return unsent(taken, claim, Status.REFUSED, "opted_out", renewal);
        }
        Channel channel = channel(notification, conversation);
        int limit = turning.sending().capabilities(channel).textLimit();
        List<OutboundContent> contents = writer.write(notification, conversation, channel, limit, time.now());
        return contents.isEmpty()
                ? unsent(taken, claim, Status.REFUSED, "window_closed: no template", renewal)
                : send(taken, claim, draft(notification, claim, channel, contents), renewal);
    }

    private static Duration atLeast(Duration after) {
        return after.compareTo(SOON) < 0 ? SOON : after;
    }

    /// What breaks whenever it is sent is not sent any more; an answer is for its turn to judge.
    private @Nullable Failure tooOften(ClaimedConversation claim) {
        Outbox left = claim.conversation().outbox();
        int broken = claim.attempts() - 1;
        boolean unasked = left != null && left.answered().isEmpty();
        return unasked && broken >= turning.rules().attempts()
                ? new Failure("broken: " + broken + " tries broke off", broken)
                : null;
    }

    private Channel channel(Notification notification, Conversation conversation) {
        if (notification.channel() != null) {
            return notification.channel();
        }
        List<Channel> senders = turning.senders();
        return senders.contains(conversation.channel()) ? conversation.channel() : senders.getFirst();
    }

    private Decision draft(
            Notification notification, ClaimedConversation claim, Channel channel, List<OutboundContent> contents) {
        // with several providers it is not known whose sender it was
        String from = turning.senders().size() == 1 ? claim.conversation().businessAddress() : null;
        return NotificationDraft.of(notification, contents, claim.conversation(), channel, from, time.now());
    }

    private Duration send(Taken taken, ClaimedConversation claim, Decision decision, LeaseRenewal renewal) {
        if (!stores.sessions().commit(claim, decision)) {
            return SOON;
        }
        DeliveryProgress progress = turning.sending()
                .first(
                        decision.outbox(),
                        taken.notification().createdAt(),
                        claim.conversation().window(),
                        renewal);
        Outcome stopped = completion.record(claim, progress, renewal);
        if (stopped != null) {
            return stopped instanceof Outcome.Deferred deferred ? atLeast(deferred.after()) : SOON;
        }
        return sent(
                taken,
                claim,
                progress.outcomes().stream().map(outcome -> outcome.status()).toList());
    }

    /// Parts of it were taken back; or an earlier try, whose process was killed, found that they may not be sent.
    private Duration again(
            Taken taken, ClaimedConversation claim, Collection<DeliveryStatus> before, LeaseRenewal renewal) {
        Notification notification = taken.notification();
        Conversation conversation = claim.conversation();
        List<OutboundMessage> parts = conversation.heldInOrder().stream()
                .filter(part -> notification.root().equals(part.answers()))
                .toList();
        boolean late = time.now().isAfter(notification.createdAt().plus(LONGEST));
        if (parts.isEmpty() || late || !conversation.userState().takesNotifications()) {
            return sent(taken, claim, before);
        }
        Outcome stopped = outboxRecovery.sendAgain(claim, parts, List.of(), conversation.window(), renewal);
        if (stopped != null) {
            return stopped instanceof Outcome.Deferred deferred ? atLeast(deferred.after()) : SOON;
        }
        return sent(taken, claim, stores.log().states(notification.parts()).values());
    }

    /// All parts are settled. What the business is told goes with the conversation; only then it is closed.
    private Duration sent(Taken taken, ClaimedConversation claim, Collection<DeliveryStatus> states) {
        Notification notification = taken.notification();
        Status status = states.contains(DeliveryStatus.FAILED)
                ? Status.FAILED
                : states.contains(DeliveryStatus.HELD) ? Status.HELD : Status.SENT;
        if (status == Status.SENT) {
            completion.happened(
                    claim,
                    List.of(BusinessEvent.of(
                            BusinessEvent.Type.NOTIFICATION_SENT,
                            notification.id(),
                            claim.id(),
                            time.now(),
                            Map.of("notification_id", notification.id(), "event", notification.event()))));
        }
        completion.giveBack(claim, null);
        return close(
                taken,
                status,
                switch (status) {
                    case QUEUED, SENT, REFUSED -> null;
                    case HELD -> "window_closed";
                    case FAILED -> "provider";
                });
    }

    /// It is closed while nobody else can send it.
    private Duration unsent(
            Taken taken, ClaimedConversation claim, Status status, String reason, LeaseRenewal renewal) {
        if (!renewal.holds()) {
            return SOON;
        }
        close(taken, status, reason);
        if (claim.conversation().isBlank()) {
            // made by this claim
            stores.joins().delete(claim);
        } else {
            completion.giveBack(claim, null);
        }
        return DONE;
    }

    /// Whoever has taken it since finds what became of it, and closes it.
    private Duration close(Taken taken, Status status, @Nullable String reason) {
        Instant now = time.now();
        if (notifications.close(taken, status, reason, now)) {
            Notification notification = taken.notification();
            events.publish(
                    new Event.Notified(notification, status, reason, Duration.between(notification.createdAt(), now)));
        }
        return DONE;
    }
}
