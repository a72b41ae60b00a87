package dev.recado.domain.turn;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.RefusedWords;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.delivery.DeliveryProgress;
import dev.recado.domain.delivery.MessageEvents;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.PartOutcome;
import dev.recado.domain.message.ServiceWindow;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.TurnSteps.Stores;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Ends a turn: records the outcomes of an answer, and releases the conversation.
public final class TurnCompletion {
    private final SessionStore sessions;
    private final MessageLog log;
    private final RefusedWords refusedWords;
    private final AnswerDelivery delivery;
    private final TurnRules rules;
    private final EventSink events;
    private final InstantSource clock;
    private final BusinessEventSink businessEvents;
    /// Business events since the claim, by conversation, until the conversation is released.
    private final Map<ConversationId, List<BusinessEvent>> unpublished = new ConcurrentHashMap<>();

    public TurnCompletion(
            Stores stores, AnswerDelivery delivery, TurnRules rules, EventSink events, InstantSource clock) {
        this.sessions = stores.sessions();
        this.log = stores.log();
        this.refusedWords = new RefusedWords(sessions);
        this.businessEvents = stores.businessEvents();
        this.delivery = delivery;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /// Records the result of a pass through an outbox. When parts are left to send, the conversation is
    /// released with them.
    ///
    /// @return [Step.Continue] when all of it is settled, and the conversation still claimed
    public Step record(Turn turn, DeliveryProgress progress) {
        return progress.held().isEmpty() ? settle(turn, progress) : hold(turn, progress);
    }

    /// Holds parts in the conversation until the user writes again. The message that replaces them, if any,
    /// is stored before it is sent, like every answer.
    private Step hold(Turn turn, DeliveryProgress progress) {
        write(turn, progress, List.of(), null);
        Outbox instead = delivery.instead(progress, turn.conversation());
        if (!sessions.hold(turn.claim(), instead, progress.held())) {
            return Step.CLAIM_LOST;
        }
        return settle(turn, delivery.first(instead, instead.committedAt(), new ServiceWindow(null), turn.lease()));
    }

    private Step settle(Turn turn, DeliveryProgress progress) {
        if (!progress.complete()) {
            write(turn, progress, List.of(), null);
            release(turn, progress.rest());
            return new Step.Stop(
                    progress.isBlocked()
                            ? Outcome.blocked(progress.after(), progress.reason())
                            : Outcome.deferred(progress.after(), progress.reason()));
        }
        List<MessageId> closed = progress.rest().answered();
        Failure failure = progress.rest().failure();
        write(turn, progress, closed, failure);
        if (failure != null && !closed.isEmpty()) {
            events.publish(new Event.DeadLettered(closed, failure));
        }
        return Step.CONTINUE;
    }

    /// Releases a conversation whose answer is recorded. If the store does not answer, the lease runs out by
    /// itself.
    void releaseIfPossible(Turn turn, MessageId latest) {
        try {
            release(turn);
        } catch (PortUnavailableException e) {
            events.publish(new Event.TurnDeferred(
                    latest, "the conversation could not be given back: " + e.getMessage(), rules.lease()));
        }
    }

    private void write(Turn turn, DeliveryProgress progress, List<MessageId> closed, @Nullable Failure failure) {
        if (progress.optedOut() != null) {
            sessions.refuseUnasked(turn.id(), MessageEvents.optedOut(progress.optedOut(), clock.instant()));
        }
        addEvents(turn, MessageEvents.sent(progress.outcomes()));
        unsay(turn, progress);
        // first, because no later turn looks at a recorded outcome
        progress.lost().forEach(this::setAside);
        delivery.record(progress.outcomes(), progress.rest(), closed, failure, clock.instant());
    }

    private void unsay(Turn turn, DeliveryProgress progress) {
        List<OutboundMessage> refused = progress.outcomes().stream()
                .filter(outcome -> outcome.status() == DeliveryStatus.FAILED)
                .map(PartOutcome::message)
                .toList();
        if (!refused.isEmpty()) {
            Outbox outbox = progress.rest();
            refusedWords.remove(
                    turn.id(),
                    refused,
                    id -> outbox.answered().contains(id)
                            || Notification.idOfRoot(id).isPresent(),
                    outbox.committedAt());
        }
    }

    private void setAside(MessageId answered, Failure failure) {
        if (log.setAside(answered, failure, clock.instant())) {
            events.publish(new Event.DeadLettered(List.of(answered), failure));
        }
    }

    /// Notes business events that are published when the conversation is released.
    public void addEvents(Turn turn, List<BusinessEvent> events) {
        unpublished.merge(turn.id(), events, TurnCompletion::both);
    }

    /// Releases the conversation with nothing left to send.
    public void release(Turn turn) {
        release(turn, null);
    }

    /// Releases the conversation with its business events, and then publishes them.
    void release(Turn turn, @Nullable Outbox remaining) {
        List<BusinessEvent> happened = unpublished.getOrDefault(turn.id(), List.of());
        boolean stored = sessions.release(turn.claim(), remaining, happened, clock.instant());
        // after a lost claim the next owner publishes what was stored
        unpublished.remove(turn.id());
        if (stored) {
            businessEvents.submit(both(turn.conversation().happened(), happened));
        }
    }

    /// Moves the events of a merged conversation to the one that took it in.
    void join(ConversationId from, ConversationId into) {
        List<BusinessEvent> happened = unpublished.remove(from);
        if (happened != null) {
            unpublished.merge(
                    into, happened.stream().map(event -> event.in(into)).toList(), TurnCompletion::both);
        }
    }

    /// Each event once, by its id: a repeated one is the same.
    private static List<BusinessEvent> both(List<BusinessEvent> before, List<BusinessEvent> more) {
        Map<String, BusinessEvent> events = new LinkedHashMap<>();
        Stream.concat(before.stream(), more.stream()).forEach(event -> events.putIfAbsent(event.id(), event));
        return List.copyOf(events.values());
    }
}
