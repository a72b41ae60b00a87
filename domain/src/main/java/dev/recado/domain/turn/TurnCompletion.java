package dev.recado.domain.turn;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.LeaseRenewal;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.delivery.DeliveryProgress;
import dev.recado.domain.delivery.MessageEvents;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.ServiceWindow;
import dev.recado.domain.turn.AnswerConversation.Stores;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a turn ends: what became of an answer is written down, and the conversation given back.
public final class TurnCompletion {
    private final SessionStore sessions;
    private final MessageLog log;
    private final AnswerDelivery sending;
    private final TurnRules rules;
    private final EventSink events;
    private final InstantSource clock;
    private final BusinessEventSink businessEvents;
    /// What happened since the claim, by conversation: gone once the conversation is given back.
    private final Map<ConversationId, List<BusinessEvent>> untold = new ConcurrentHashMap<>();

    public TurnCompletion(
            Stores stores, AnswerDelivery sending, TurnRules rules, EventSink events, InstantSource clock) {
        this.sessions = stores.sessions();
        this.log = stores.log();
        this.businessEvents = stores.businessEvents();
        this.sending = sending;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /// Writes down how far an answer got. What is not settled goes back with the conversation.
    ///
    /// @return null when all of it is settled, and the conversation still claimed
    public @Nullable Outcome record(ClaimedConversation claim, DeliveryProgress progress, LeaseRenewal renewal) {
        return progress.held().isEmpty() ? record(claim, progress) : hold(claim, progress, renewal);
    }

    /// What may not be sent now waits in the conversation for the user to write again; what says so in its place,
    /// if anything, is stored before it is sent, like any answer.
    private @Nullable Outcome hold(ClaimedConversation claim, DeliveryProgress progress, LeaseRenewal renewal) {
        written(claim, progress, List.of(), null);
        Outbox instead = sending.instead(progress, claim.conversation());
        if (!sessions.hold(claim, instead, progress.held())) {
            return Outcome.deferred(AnswerConversation.SOON, AnswerConversation.LOST);
        }
        return record(claim, sending.first(instead, instead.committedAt(), new ServiceWindow(null), renewal));
    }

    private @Nullable Outcome record(ClaimedConversation claim, DeliveryProgress progress) {
        if (!progress.complete()) {
            written(claim, progress, List.of(), null);
            giveBack(claim, progress.rest());
            return progress.isBlocked()
                    ? Outcome.blocked(progress.after(), progress.reason())
                    : Outcome.deferred(progress.after(), progress.reason());
        }
        List<MessageId> closed = progress.rest().answered();
        Failure failure = progress.rest().failure();
        written(claim, progress, closed, failure);
        if (failure != null && !closed.isEmpty()) {
            events.publish(new Event.SetAside(closed, failure));
        }
        return null;
    }

    /// All is said and written down; a lease that cannot be given back runs out by itself.
    void release(ClaimedConversation claim, MessageId latest) {
        try {
            giveBack(claim, null);
        } catch (PortUnavailableException e) {
            events.publish(new Event.TurnDeferred(
                    latest, "the conversation could not be given back: " + e.getMessage(), rules.lease()));
        }
    }

    private void written(
            ClaimedConversation claim, DeliveryProgress progress, List<MessageId> closed, @Nullable Failure failure) {
        if (progress.optedOut() != null) {
            sessions.refuseUnasked(claim.id(), MessageEvents.optedOut(progress.optedOut(), clock.instant()));
        }
        happened(claim, MessageEvents.sent(progress.outcomes()));
        // first: once the outcomes are written down, nobody comes back to them
        progress.lost().forEach(this::setAside);
        sending.record(progress.outcomes(), closed, failure, clock.instant());
    }

    private void setAside(MessageId answered, Failure failure) {
        if (log.setAside(answered, failure, clock.instant())) {
            events.publish(new Event.SetAside(List.of(answered), failure));
        }
    }

    /// To be told once the conversation is given back.
    public void happened(ClaimedConversation claim, List<BusinessEvent> events) {
        untold.merge(claim.id(), events, TurnCompletion::both);
    }

    /// Gives the conversation back with what is still to be told of it, and then tells it.
    public void giveBack(ClaimedConversation claim, @Nullable Outbox remaining) {
        List<BusinessEvent> happened = untold.getOrDefault(claim.id(), List.of());
        boolean stored = sessions.release(claim, remaining, happened, clock.instant());
        // an owner that lost its claim leaves it to the next, who finds what was stored
        untold.remove(claim.id());
        if (stored) {
            businessEvents.take(both(claim.conversation().happened(), happened));
        }
    }

    /// What is to be told of a conversation that was joined to another is told of that.
    void join(ConversationId from, ConversationId into) {
        List<BusinessEvent> happened = untold.remove(from);
        if (happened != null) {
            untold.merge(into, happened.stream().map(event -> event.in(into)).toList(), TurnCompletion::both);
        }
    }

    /// Each once; what is told of again, a little later, is the same.
    private static List<BusinessEvent> both(List<BusinessEvent> before, List<BusinessEvent> more) {
        Map<String, BusinessEvent> events = new LinkedHashMap<>();
        Stream.concat(before.stream(), more.stream()).forEach(event -> events.putIfAbsent(event.id(), event));
        return List.copyOf(events.values());
    }
}
