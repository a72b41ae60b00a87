package dev.recado.domain.turn;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.delivery.DeliveryAttempt;
import dev.recado.domain.delivery.DeliveryProgress;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.ServiceWindow;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import dev.recado.domain.turn.TurnSteps.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Settles what an earlier turn left in a conversation, before a new reply: an outbox whose parts may have been
/// sent, and a failure notice that was sent while the store was away.
public final class OutboxRecovery {
    private final SessionStore sessions;
    private final Inbox inbox;
    private final MessageLog log;
    private final ReplyDecider replies;
    private final AnswerDelivery delivery;
    private final FailureNotices failureNotices;
    private final TurnCompletion completion;
    private final EventSink events;
    private final InstantSource clock;

    public OutboxRecovery(
            Stores stores,
            ReplyDecider replies,
            AnswerDelivery delivery,
            TurnCompletion completion,
            EventSink events,
            InstantSource clock) {
        this.sessions = stores.sessions();
        this.inbox = stores.inbox();
        this.log = stores.log();
        this.replies = replies;
        this.delivery = delivery;
        this.failureNotices = delivery.failureNotices();
        this.completion = completion;
        this.events = events;
        this.clock = clock;
    }

    /// Sends or settles what an earlier turn left, so that the conversation has nothing under way.
    public Step recover(Turn turn, Waiting waiting) {
        Outbox left = outbox(turn, waiting);
        // first, because a notice that the provider never accepted must not prevent an answer
        List<FailureNotice> pending = failureNotices.pendingFor(turn.id()).stream()
                .filter(notice -> !failureNotices.withdraw(notice))
                .toList();
        if (left != null
                && pending.stream().noneMatch(notice -> notice.replaces(left))
                && finish(turn, left, waiting) instanceof Step.Stop stop) {
            return stop;
        }
        if (sendHeldAgain(turn) instanceof Step.Stop stop) {
            return stop;
        }
        for (FailureNotice notice : pending) {
            if (record(turn, notice) instanceof Step.Stop stop) {
                return stop;
            }
        }
        return Step.CONTINUE;
    }

    /// The outbox of an earlier turn, without unsent parts when a person answered since.
    private @Nullable Outbox outbox(Turn turn, Waiting waiting) {
        Outbox left = turn.conversation().outbox();
        return left != null
                        && left.hasQueued()
                        && !left.answered().isEmpty()
                        && ExternalChanges.isByPerson(waiting.messages(), log)
                ? delivery.withdraw(left, clock.instant())
                : left;
    }

    private Step finish(Turn turn, Outbox left, Waiting waiting) {
        if (turn.exhausted().isPresent() && !left.pending().isEmpty()) {
            return abandon(turn, left, waiting, turn.exhausted().get());
        }
        if (left.hasQueued() && !sessions.keep(turn.claim(), left.withAllSending())) {
            return Step.CLAIM_LOST;
        }
        return resume(turn, left, turn.conversation().window().after(waiting.messages()));
    }

    private Step resume(Turn turn, Outbox left, ServiceWindow window) {
        failureNotices.reserveForAnswer(left.answered());
        if (completion.record(turn, delivery.resume(left, window, turn.lease())) instanceof Step.Stop stop) {
            return stop;
        }
        if (!left.pending().isEmpty() && !sessions.keep(turn.claim(), left.withPending(List.of()))) {
            return Step.CLAIM_LOST;
        }
        turn.addClosed(left.answered());
        boolean isAnswer = !left.answered().isEmpty();
        if (isAnswer) {
            // The kind of the answer is no longer known here; that it is sent is known.
            Event.Closing closing = left.failure() == null ? Event.Closing.ANSWER : Event.Closing.APOLOGY;
            events.publish(new Event.Answered(
                    left.answered(), closing, Duration.between(left.committedAt(), clock.instant())));
        }
        return Step.CONTINUE;
    }

    /// Sends held parts again for messages that were reopened, because the provider accepted their answer and
    /// did not deliver it. It ends the turn, because the claim's held parts are sent by then.
    private Step sendHeldAgain(Turn turn) {
        Conversation conversation = turn.conversation();
        Set<MessageId> held = conversation.held().stream()
                .map(OutboundMessage::answers)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (held.isEmpty() || conversation.isMuted(clock.instant())) {
            return Step.CONTINUE;
        }
        List<InboundMessage> waiting = inbox.waiting(turn.id(), InputCollector.MAX_MESSAGES);
        List<MessageId> reopened =
                waiting.stream().map(InboundMessage::id).filter(held::contains).toList();
        if (reopened.isEmpty()) {
            return Step.CONTINUE;
        }
        Instant limit = clock.instant().minus(DeliveryAttempt.LONGEST_BLOCKED);
        List<MessageId> old = waiting.stream()
                .filter(message -> message.receivedAt().isBefore(limit))
                .map(InboundMessage::id)
                .filter(held::contains)
                .toList();
        List<OutboundMessage> parts = conversation.heldInOrder();
        if (!old.isEmpty() && giveUp(turn, answersTo(old, parts), old) instanceof Step.Stop stop) {
            return stop;
        }
        turn.addClosed(old);
        if (old.size() < reopened.size()) {
            List<MessageId> young =
                    reopened.stream().filter(id -> !old.contains(id)).toList();
            ServiceWindow window = conversation.window().after(waiting);
            List<OutboundMessage> due =
                    parts.stream().filter(part -> !isOf(old, part)).toList();
            if (sendAgain(turn, due, young, window) instanceof Step.Stop stop) {
                return stop;
            }
        }
        completion.releaseIfPossible(turn, reopened.getLast());
        Optional<InboundMessage> next = waiting.stream()
                .filter(message -> !reopened.contains(message.id()))
                .findFirst();
        return new Step.Stop(new Outcome.Closed(Set.copyOf(reopened), next));
    }

    private static boolean isOf(List<MessageId> ids, OutboundMessage part) {
        return part.answers() != null && ids.contains(part.answers());
    }

    private static List<OutboundMessage> answersTo(List<MessageId> ids, List<OutboundMessage> parts) {
        return parts.stream().filter(part -> isOf(ids, part)).toList();
    }

    private static Outbox outbox(List<OutboundMessage> parts, List<MessageId> answered, Instant at) {
        return new Outbox(
                parts.stream()
                        .map(part -> new PendingPart(part, DeliveryStatus.SENDING))
                        .toList(),
                answered,
                at);
    }

    /// Gives up parts that the provider did not deliver in time.
    private Step giveUp(Turn turn, List<OutboundMessage> parts, List<MessageId> old) {
        Outbox outbox = outbox(parts, old, clock.instant());
        return sessions.commit(turn.claim(), Decision.again(turn.conversation(), outbox))
                ? completion.record(turn, delivery.giveUp(outbox, clock.instant()))
                : Step.CLAIM_LOST;
    }

    /// Sends parts once more that were accepted and not delivered.
    ///
    /// @param reopened the messages that wait for them
    public Step sendAgain(Turn turn, List<OutboundMessage> parts, List<MessageId> reopened, ServiceWindow window) {
        Outbox outbox = outbox(parts, reopened, clock.instant());
        return sessions.commit(turn.claim(), Decision.again(turn.conversation(), outbox))
                ? completion.record(turn, delivery.first(outbox, outbox.committedAt(), window, turn.lease()))
                : Step.CLAIM_LOST;
    }

    /// Records a failure notice that was sent while the store was away, and completes its sending.
    private Step record(Turn turn, FailureNotice notice) {
        Conversation conversation = turn.conversation();
        if (notice.isKnownTo(conversation)) {
            failureNotices.settle(notice);
            return Step.CONTINUE;
        }
        boolean late = notice.isOvertakenIn(conversation) && !delivery.isOut(notice.part());
        Decision decision = notice.decision(conversation, notice.closedIn(inbox, turn.id()), late, clock.instant());
        if (!sessions.commit(turn.claim(), decision)) {
            return Step.CLAIM_LOST;
        }
        if (late) {
            delivery.leaveUnknown(notice.part(), FailureNotice.TOO_LATE, clock.instant());
        }
        failureNotices.settle(notice);
        completion.addEvents(turn, decision.changes().happened());
        return resume(turn, decision.outbox(), conversation.window().after(notice.messages()));
    }

    /// Replaces an answer whose sending keeps failing by an apology.
    private Step abandon(Turn turn, Outbox left, Waiting waiting, Failure failure) {
        String apology = left.answered().isEmpty() ? "" : replies.apologyFor(waiting.messages());
        DeliveryProgress progress = delivery.abandon(left, apology, failure, clock.instant());
        if (completion.record(turn, progress) instanceof Step.Stop stop) {
            return stop;
        }
        completion.releaseIfPossible(turn, latest(left));
        return new Step.Stop(new Outcome.Closed(Set.copyOf(left.answered()), Optional.empty()));
    }

    private static MessageId latest(Outbox left) {
        return left.answered().isEmpty()
                ? Objects.requireNonNull(left.pending().getLast().message().answers())
                : left.answered().getLast();
    }
}
