package dev.recado.domain.usecase;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.model.ServiceWindow;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.SessionStore;
import dev.recado.domain.usecase.AnswerConversationUseCase.Outcome;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a turn ends: what became of an answer is written down, and the conversation given back.
final class Endings {
    private final SessionStore sessions;
    private final Sending sending;
    private final TurnRules rules;
    private final EventSink events;
    private final InstantSource clock;

    Endings(SessionStore sessions, Sending sending, TurnRules rules, EventSink events, InstantSource clock) {
        this.sessions = sessions;
        this.sending = sending;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /// Writes down how far an answer got. What is not settled goes back with the conversation.
    ///
    /// @return null when all of it is settled, and the conversation still claimed
    @Nullable
    Outcome record(ClaimedConversation claim, Progress progress, LeaseRenewal renewal) {
        return progress.held().isEmpty() ? record(claim, progress) : hold(claim, progress, renewal);
    }

    /// What may not be sent now waits in the conversation for the user to write again; what says so in its place,
    /// if anything, is stored before it is sent, like any answer.
    private @Nullable Outcome hold(ClaimedConversation claim, Progress progress, LeaseRenewal renewal) {
        sending.record(progress.outcomes(), List.of(), null, clock.instant());
        Outbox instead = sending.instead(progress, claim.conversation());
        if (!sessions.hold(claim, instead, progress.held())) {
            return Outcome.deferred(AnswerConversation.SOON, AnswerConversation.LOST);
        }
        return record(claim, sending.first(instead, instead.committedAt(), new ServiceWindow(null), renewal));
    }

    private @Nullable Outcome record(ClaimedConversation claim, Progress progress) {
        if (!progress.complete()) {
            sending.record(progress.outcomes(), List.of(), null, clock.instant());
            sessions.release(claim, progress.rest(), clock.instant());
            return Outcome.deferred(progress.after(), progress.reason());
        }
        List<MessageId> closed = progress.rest().answered();
        Failure failure = progress.rest().failure();
        sending.record(progress.outcomes(), closed, failure, clock.instant());
        if (failure != null) {
            events.publish(new Event.SetAside(closed, failure));
        }
        return null;
    }

    /// All is said and written down; a lease that cannot be given back runs out by itself.
    void release(ClaimedConversation claim, MessageId latest) {
        try {
            sessions.release(claim, null, clock.instant());
        } catch (PortUnavailableException e) {
            events.publish(new Event.TurnDeferred(
                    latest, "the conversation could not be given back: " + e.getMessage(), rules.lease()));
        }
    }
}
