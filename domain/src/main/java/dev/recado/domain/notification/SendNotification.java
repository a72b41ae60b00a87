package dev.recado.domain.notification;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.delivery.DeliveryProgress;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.Notification.Status;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.notification.Notifications.ClaimedNotification;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerDelivery;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.OutboxRecovery;
import dev.recado.domain.turn.Step;
import dev.recado.domain.turn.Turn;
import dev.recado.domain.turn.TurnCompletion;
import dev.recado.domain.turn.TurnRules;
import dev.recado.domain.turn.TurnSteps;
import dev.recado.domain.turn.TurnSteps.Stores;
import dev.recado.domain.turn.TurnSteps.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One attempt to send a notification. It claims the conversation like a turn, settles what is open there,
/// stores the content before any of it is sent, and releases the conversation. After a crash at any point the
/// next attempt finds how far this one got.
public final class SendNotification {
    private static final Duration SOON = Step.SOON;
    static final Duration BUSY = Duration.ofSeconds(1);
    /// A notification that is this old is not sent any more.
    private static final Duration MAX_AGE = Duration.ofHours(24);
    /// A notification that could not even be marked as failed by then is closed.
    private static final Duration ABANDON_AGE = MAX_AGE.multipliedBy(2);

    private final Notifications notifications;
    private final Dispatcher dispatcher;
    private final List<Channel> channels;
    private final NotificationWriter writer;
    private final TurnSteps steps;
    private final Stores stores;
    private final TurnRules rules;
    private final AnswerDelivery delivery;
    private final TurnCompletion completion;
    private final OutboxRecovery recovery;
    private final NotificationTarget target;
    private final NotificationCompletion closing;
    private final WindowCheck window;
    private final EventSink events;
    private final TimeSource time;

    /// @param channels of the providers that are configured, the preferred one first
    /// @param steps are shared with the answers
    public SendNotification(
            Notifications notifications,
            Dispatcher dispatcher,
            List<Channel> channels,
            NotificationWriter writer,
            TurnSteps steps) {
        this.notifications = notifications;
        this.dispatcher = dispatcher;
        this.channels = List.copyOf(channels);
        this.writer = writer;
        this.steps = steps;
        this.stores = steps.stores();
        this.rules = steps.rules();
        this.delivery = steps.delivery();
        this.completion = steps.completion();
        this.recovery = steps.recovery();
        this.target = new NotificationTarget(stores, steps.merge(), completion);
        this.events = steps.events();
        this.time = steps.time();
        this.window = new WindowCheck(stores, time.clock());
        this.closing = new NotificationCompletion(notifications, stores, completion, events, time);
    }

    /// @return when to try again; zero when nothing is left to do
    Duration attempt(String id) {
        Instant now = time.now();
        Optional<ClaimedNotification> found = notifications.claim(id, now, now.plus(rules.lease()));
        if (found.isEmpty()) {
            return NotificationCompletion.DONE;
        }
        ClaimedNotification taken = found.get();
        Notification notification = taken.notification();
        if (now.isAfter(notification.createdAt().plus(ABANDON_AGE))) {
            return closing.close(taken, Status.FAILED, "expired");
        }
        try {
            return attempt(taken);
        } catch (PortUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // it is due again soon, but only until it expires
            events.publish(new Event.TurnFailed(notification.root(), e));
            return BUSY;
        }
    }

    private Duration attempt(ClaimedNotification taken) {
        Notification notification = taken.notification();
        ConversationId conversation = target.of(notification.to());
        Duration again = mustWait(notification, conversation)
                ? SOON
                : dispatcher
                        .alone(conversation, () -> claim(taken, conversation))
                        .orElse(SOON);
        if (again.isPositive()) {
            notifications.postpone(taken, time.now().plus(again));
        }
        return again;
    }

    private boolean mustWait(Notification notification, ConversationId conversation) {
        return !notification.isUnasked()
                && (notifications.followsAnOpenOne(notification) || window.isAboutToOpen(conversation));
    }

    private Duration claim(ClaimedNotification taken, ConversationId id) {
        Notification notification = taken.notification();
        Channel first = notification.channel() != null ? notification.channel() : channels.getFirst();
        ConversationKey opening = new ConversationKey(id, notification.to(), first, null, null);
        Instant now = time.now();
        return switch (stores.sessions().claim(opening, now, rules.lease())) {
            case Claim.Busy _, Claim.BrokenOff _ -> BUSY;
            case Claim.Claimed(var claimed) -> {
                try (Turn turn = steps.begin(claimed, exhausted(claimed))) {
                    yield run(taken, turn);
                }
            }
        };
    }

    private Duration run(ClaimedNotification taken, Turn turn) {
        Notification notification = taken.notification();
        if (recovery.recover(turn, new NoMessages()) instanceof Step.Stop(Outcome outcome)) {
            return later(outcome);
        }
        Collection<DeliveryStatus> before =
                stores.log().states(notification.parts()).values();
        if (!before.isEmpty()) {
            return before.contains(DeliveryStatus.HELD)
                    ? sendAgain(taken, turn, before)
                    // an earlier attempt, whose process was killed
                    : closing.sent(taken, turn, before);
        }
        Duration elsewhere = target.elsewhere(notification.to(), turn);
        if (elsewhere != null) {
            return elsewhere;
        }
        Conversation conversation = turn.conversation();
        if (time.now().isAfter(notification.createdAt().plus(MAX_AGE))) {
            return closing.unsent(taken, turn, Status.FAILED, "expired");
        }
        if (isOfBotBesidePerson(notification, conversation)) {
            return closing.unsent(taken, turn, Status.REFUSED, "a person has the conversation");
        }
        if (isRefused(notification, conversation)) {
            return closing.unsent(taken, turn, Status.REFUSED, "opted_out");
        }
        Channel channel = channel(notification, conversation);
        int limit = delivery.capabilities(channel).textLimit();
        List<OutboundContent> contents = writer.write(notification, conversation, channel, limit, time.now());
        if (contents.isEmpty()) {
            return nothingToSend(taken, turn);
        }
        return send(taken, turn, draft(notification, turn.conversation(), channel, contents));
    }

    private Duration nothingToSend(ClaimedNotification taken, Turn turn) {
        boolean isEmpty = window.isOpen(turn.conversation())
                && !taken.notification().body().isBlank();
        return closing.unsent(taken, turn, Status.REFUSED, isEmpty ? "empty" : "window_closed: no template");
    }

    /// While a person has the conversation, the bot says nothing in it.
    private boolean isOfBotBesidePerson(Notification notification, Conversation conversation) {
        Author author = notification.author();
        return author != null && author.isBot() && conversation.isWithHuman(time.now());
    }

    /// Whether the user wants no such message: nothing unasked, or nothing at all.
    private static boolean isRefused(Notification notification, Conversation conversation) {
        return notification.isUnasked()
                ? !conversation.userState().takesNotifications()
                : conversation.userState().optedOut();
    }

    /// After which time to try again what could not be done now.
    private static Duration later(Outcome outcome) {
        return outcome instanceof Outcome.Deferred deferred && deferred.after().compareTo(SOON) > 0
                ? deferred.after()
                : SOON;
    }

    /// Gives up a notification that fails every time; an answer left in the conversation is its own turn's
    /// concern.
    private Optional<Failure> exhausted(ClaimedConversation claim) {
        Outbox left = claim.conversation().outbox();
        int broken = claim.attempts() - 1;
        boolean unasked = left != null && left.answered().isEmpty();
        return unasked && broken >= rules.attempts()
                ? Optional.of(new Failure("broken: " + broken + " tries broke off", broken))
                : Optional.empty();
    }

    private Channel channel(Notification notification, Conversation conversation) {
        if (notification.channel() != null) {
            return notification.channel();
        }
        List<Channel> senders = channels;
        return senders.contains(conversation.channel()) ? conversation.channel() : senders.getFirst();
    }

    private Decision draft(
            Notification notification, Conversation conversation, Channel channel, List<OutboundContent> contents) {
        String from = channel == conversation.channel() ? conversation.businessAddress() : null;
        return NotificationDraft.of(notification, contents, conversation, channel, from, time.now());
    }

    private Duration send(ClaimedNotification taken, Turn turn, Decision decision) {
        if (!stores.sessions().commit(turn.claim(), decision)) {
            return SOON;
        }
        DeliveryProgress progress = delivery.first(
                decision.outbox(),
                taken.notification().createdAt(),
                turn.conversation().window(),
                turn.lease());
        if (completion.record(turn, progress) instanceof Step.Stop(Outcome outcome)) {
            return later(outcome);
        }
        return closing.sent(
                taken,
                turn,
                progress.outcomes().stream().map(outcome -> outcome.status()).toList());
    }

    /// Parts were taken back, or an earlier attempt, whose process was killed, found that they cannot be sent
    /// now.
    private Duration sendAgain(ClaimedNotification taken, Turn turn, Collection<DeliveryStatus> before) {
        Notification notification = taken.notification();
        Conversation conversation = turn.conversation();
        List<OutboundMessage> parts = conversation.heldInOrder().stream()
                .filter(part -> notification.root().equals(part.answers()))
                .toList();
        boolean late = time.now().isAfter(notification.createdAt().plus(MAX_AGE));
        if (parts.isEmpty() || late || isRefused(notification, conversation)) {
            return closing.sent(taken, turn, before);
        }
        if (recovery.sendAgain(turn, parts, List.of(), conversation.window()) instanceof Step.Stop(Outcome outcome)) {
            return later(outcome);
        }
        return closing.sent(
                taken, turn, stores.log().states(notification.parts()).values());
    }
}
