package dev.recado.domain.turn;

import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.delivery.DeliveryProgress;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.turn.InputCollector.Collected;
import dev.recado.domain.turn.TurnSteps.Stores;
import dev.recado.domain.turn.TurnSteps.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/// Answers what waits in one conversation: claims it, recovers an unfinished outbox, collects the input,
/// decides, commits the decision, sends it, records the outcomes, and releases the conversation. Each step is
/// one write that may be run again; between "commit" and "record" the outbox in the conversation tells which
/// parts may be on their way.
public final class AnswerConversation implements AnswerConversationUseCase {
    /// Every turn has at least a sixth of the deadline for its answer.
    private static final int LEAST_SHARE = 6;

    private static final Outcome LOST = Step.CLAIM_LOST.outcome();

    private final ClaimedTurns turns;
    private final Stores stores;
    private final OutboxRecovery recovery;
    private final InputCollector input;
    private final ReplyDecider replies;
    private final AnswerDelivery delivery;
    private final FailureNotices failureNotices;
    private final TurnCompletion completion;
    private final TurnRules rules;
    private final EventSink events;
    private final TimeSource time;

    public AnswerConversation(TurnSteps steps) {
        this.stores = steps.stores();
        this.recovery = steps.recovery();
        this.input = steps.input();
        this.replies = steps.replies();
        this.delivery = steps.delivery();
        this.failureNotices = delivery.failureNotices();
        this.completion = steps.completion();
        this.rules = steps.rules();
        this.events = steps.events();
        this.time = steps.time();
        this.turns = new ClaimedTurns(steps);
    }

    @Override
    public Outcome answer(Waiting waiting) {
        return turns.run(waiting, this::run);
    }

    /// Settles only what an earlier turn left, a failure notice above all, and answers nothing.
    public Outcome settle(Waiting waiting) {
        return turns.run(waiting, (turn, _) -> {
            if (recovery.recover(turn, waiting) instanceof Step.Stop(Outcome outcome)) {
                return outcome;
            }
            completion.release(turn);
            return Outcome.deferred(Step.SOON, "what an earlier turn left is settled");
        });
    }

    private Outcome run(Turn turn, Waiting waiting) {
        if (recovery.recover(turn, waiting) instanceof Step.Stop(Outcome outcome)) {
            return outcome;
        }
        return switch (input.collect(turn, waiting)) {
            case Collected.Stop(Outcome outcome) -> outcome;
            case Collected.Input(TurnInput collected)
            when collected.asked().isEmpty() -> closeWithoutReply(turn, collected);
            case Collected.Input(TurnInput collected) -> decide(turn, waiting, collected);
        };
    }

    private Outcome decide(Turn turn, Waiting waiting, TurnInput asked) {
        ExternalChanges changes = externalChanges(turn, asked);
        if (turn.exhausted().isPresent()) {
            return commit(
                    turn,
                    asked,
                    changes,
                    replies.apologise(
                            changes.conversation(),
                            asked.asked(),
                            waiting.deadline(),
                            turn.exhausted().get()));
        }
        Instant deadline = deadline(turn, waiting).minus(rules.reserve());
        ReplyDecider.Decided decided = replies.decide(changes.conversation(), asked.asked(), deadline);
        if (asked.next().isPresent() || asked.known().containsAll(TurnInput.ids(waiting.messages()))) {
            return commit(turn, asked, changes, decided);
        }
        // The user wrote on while the model was thinking, or a person answered: the reply would be stale.
        return switch (input.collect(turn, waiting)) {
            case Collected.Stop(Outcome outcome) -> outcome;
            case Collected.Input(TurnInput all) when all.messages().isEmpty() -> LOST;
            case Collected.Input(TurnInput all) when all.asked().isEmpty() -> closeWithoutReply(turn, all);
            case Collected.Input(TurnInput all) -> {
                ExternalChanges now = externalChanges(turn, all);
                yield commit(turn, all, now, replies.decide(now.conversation(), all.asked(), deadline));
            }
        };
    }

    /// A turn that is tried again, or that waited for the store, begins late and still needs its time. One that
    /// begins shortly before the deadline gets the least that an answer needs.
    private Instant deadline(Turn turn, Waiting waiting) {
        Instant now = time.now();
        boolean late =
                turn.claim().attempts() > 1 || !now.isBefore(waiting.deadline().minus(rules.reserve()));
        Instant least = now.plus(rules.deadline().dividedBy(LEAST_SHARE));
        return late ? now.plus(rules.deadline()) : Collections.max(List.of(waiting.deadline(), least));
    }

    private Outcome commit(Turn turn, TurnInput asked, ExternalChanges changes, ReplyDecider.Decided decided) {
        turn.update(changes.claim());
        ReplyDraft draft =
                delivery.draft(decided, asked.asked(), turn.claim(), time.now()).with(changes);
        if (!commit(turn, draft.decision())) {
            return LOST;
        }
        completion.addEvents(turn, draft.decision().changes().happened());
        return send(turn, asked, draft);
    }

    /// @return false when the claim was lost, or one of the messages got a failure notice meanwhile: nothing
    ///     may be sent
    private boolean commit(Turn turn, Decision decision) {
        if (!failureNotices.reserveForAnswer(decision.answered())) {
            return false;
        }
        boolean committed;
        try {
            committed = stores.sessions().commit(turn.claim(), decision);
        } catch (RuntimeException e) {
            // the store may have it all the same
            failureNotices.markUnsent(decision.answered());
            throw e;
        }
        if (!committed) {
            // nothing was written: an answer in the store is another process's
            failureNotices.endReservation(decision.answered());
            // the conversation changed hands meanwhile, which is no failure of this turn; no effect on a lost
            // claim
            var _ = stores.sessions().releaseUnchanged(turn.claim());
        }
        return committed;
    }

    private Outcome send(Turn turn, TurnInput asked, ReplyDraft draft) {
        Outbox outbox = draft.decision().outbox();
        Instant since = asked.asked().getFirst().receivedAt();
        DeliveryProgress progress = delivery.first(outbox, since, draft.window(), turn.lease());
        if (completion.record(turn, progress) instanceof Step.Stop(Outcome outcome)) {
            return outcome;
        }
        events.publish(new Event.Answered(outbox.answered(), draft.closing(), Duration.between(since, time.now())));
        closeUnanswered(asked);
        completion.releaseIfPossible(turn, outbox.answered().getLast());
        return closed(asked);
    }

    private ExternalChanges externalChanges(Turn turn, TurnInput asked) {
        ExternalChanges found = ExternalChanges.in(turn.claim(), asked.messages(), stores.log(), rules.humanIdle());
        asked.messages().stream()
                .filter(message -> message.content() instanceof Content.StaffMessage)
                .forEach(message -> delivery.sharedWithApp(message.channel(), message.businessAddress()));
        return found;
    }

    /// Closes messages that ask for no reply. What a person did elsewhere is stored, unless turns keep breaking
    /// off.
    private Outcome closeWithoutReply(Turn turn, TurnInput silent) {
        if (turn.exhausted().isEmpty()) {
            ExternalChanges changes = externalChanges(turn, silent);
            if (!changes.isEmpty()) {
                if (!stores.sessions().commit(turn.claim(), changes.alone(silent.messages(), time.now()))) {
                    return LOST;
                }
                completion.addEvents(turn, changes.events());
            }
        }
        closeUnanswered(silent);
        completion.release(turn);
        return closed(silent);
    }

    private void closeUnanswered(TurnInput collected) {
        List<MessageId> silent = collected.silent();
        if (!silent.isEmpty()) {
            stores.log().closeUnanswered(silent);
        }
    }

    private static Outcome closed(TurnInput collected) {
        return new Outcome.Closed(TurnInput.ids(collected.messages()), collected.next());
    }
}
