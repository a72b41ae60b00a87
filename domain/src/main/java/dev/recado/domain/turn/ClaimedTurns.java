package dev.recado.domain.turn;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.SessionStore.Attempt;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import dev.recado.domain.turn.TurnSteps.Stores;
import dev.recado.domain.turn.TurnSteps.TimeSource;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;

/// Runs work on a conversation while this process has claimed it, and handles its failures.
final class ClaimedTurns {
    private final TurnSteps steps;
    private final Stores stores;
    private final InputCollector input;
    private final TurnFailures failures;
    private final TurnBackoff backoff;
    private final TurnRules rules;
    private final EventSink events;
    private final TimeSource time;

    ClaimedTurns(TurnSteps steps) {
        this.steps = steps;
        this.stores = steps.stores();
        this.input = steps.input();
        this.failures = steps.failures();
        this.rules = steps.rules();
        this.events = steps.events();
        this.time = steps.time();
        this.backoff = new TurnBackoff(rules.attempts(), time.clock());
    }

    Outcome run(Waiting waiting, BiFunction<Turn, Waiting, Outcome> work) {
        Outcome outcome;
        try {
            boolean excused =
                    failures.isStoreFailure(waiting.messages().getLast().conversationId());
            outcome = claim(waiting, work, excused, excused ? Integer.MAX_VALUE : backoff.unlimited());
        } catch (PortUnavailableException e) {
            outcome = failures.storeFailed(waiting, Set.of(), e);
        } catch (RuntimeException e) {
            outcome = failures.turnFailed(waiting, Set.of(), e);
        }
        publish(outcome, waiting.messages().getLast().id());
        return outcome;
    }

    private void publish(Outcome outcome, MessageId latest) {
        switch (outcome) {
            case Outcome.Closed _ -> {}
            case Outcome.Deferred deferred ->
                events.publish(new Event.TurnDeferred(latest, deferred.reason(), deferred.after()));
            case Outcome.Busy busy ->
                events.publish(new Event.TurnDeferred(
                        latest, "another process answers", Duration.between(time.now(), busy.until())));
        }
    }

    /// @param excused whether the last attempt ended because the store failed: it does not count against the
    ///     messages
    /// @param mostBroken how many turns may have broken off for the claim to succeed
    private Outcome claim(Waiting waiting, BiFunction<Turn, Waiting, Outcome> work, boolean excused, int mostBroken) {
        InboundMessage latest = waiting.messages().getLast();
        Attempt attempt = new Attempt(mostBroken, !excused);
        return switch (stores.sessions().claim(ConversationKey.by(latest), time.now(), rules.lease(), attempt)) {
            case Claim.Busy busy -> new Outcome.Busy(busy.until(), Set.copyOf(input.closed(waiting)));
            case Claim.BrokenOff broken ->
                backoff.pass(broken.times(), () -> claim(waiting, work, excused, broken.times()));
            case Claim.Claimed(var claimed) -> {
                failures.claimed(claimed.id());
                try (Turn turn = steps.begin(claimed, failures.exhausted(claimed, excused))) {
                    yield run(turn, waiting, work);
                }
            }
        };
    }

    /// What the turn closed before it failed stays closed.
    private Outcome run(Turn turn, Waiting waiting, BiFunction<Turn, Waiting, Outcome> work) {
        Outcome outcome;
        try {
            outcome = work.apply(turn, waiting);
            failures.succeeded(waiting.messages().getLast().conversationId());
        } catch (PortUnavailableException e) {
            outcome = failures.storeFailed(waiting, turn.closed(), e);
        } catch (RuntimeException e) {
            outcome = failures.turnFailed(waiting, turn.closed(), e);
        }
        return outcome.with(turn.closed());
    }
}
