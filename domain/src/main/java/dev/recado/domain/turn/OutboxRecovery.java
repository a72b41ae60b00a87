package dev.recado.domain.turn;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.LeaseRenewal;
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
import dev.recado.domain.turn.AnswerConversation.Stores;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Settles what an earlier turn left in a conversation, before anything new is said: an outbox whose parts may be
/// out, an apology that was given while the store was gone.
public final class OutboxRecovery {
    private final SessionStore sessions;
    private final Inbox inbox;
    private final MessageLog log;
    private final ReplyDecider replies;
    private final AnswerDelivery sending;
    private final FailureNotices failureNotices;
    private final TurnCompletion completion;
    private final EventSink events;
    private final InstantSource clock;

    public OutboxRecovery(
            Stores stores,
            ReplyDecider replies,
            AnswerDelivery sending,
            TurnCompletion completion,
            EventSink events,
            InstantSource clock) {
        this.sessions = stores.sessions();
        this.inbox = stores.inbox();
        this.log = stores.log();
        this.replies = replies;
        this.sending = sending;
        this.failureNotices = sending.failureNotices();
        this.completion = completion;
        this.events = events;
        this.clock = clock;
    }

    /// @param tooOften why nothing may be tried any more; null while it may
    /// @param closed takes what this closes
    /// @return null when nothing is left
    public @Nullable Outcome settle(
            ClaimedConversation claim,
            Waiting waiting,
            @Nullable Failure tooOften,
            Set<MessageId> closed,
            LeaseRenewal renewal) {
        Outbox left = outbox(claim, waiting);
        // first of all: what the provider never took stands in no answer's way
        List<FailureNotice> owed = failureNotices.owedTo(claim.id()).stream()
                .filter(apology -> !failureNotices.withdraw(apology))
                .toList();
        if (left != null && owed.stream().noneMatch(apology -> apology.replaces(left))) {
            if (tooOften != null && !left.pending().isEmpty()) {
                return abandon(claim, left, waiting, tooOften, renewal);
            }
            if (left.hasQueued() && !sessions.keep(claim, left.onItsWay())) {
                return Outcome.deferred(AnswerConversation.SOON, AnswerConversation.LOST);
            }
            ServiceWindow window = claim.conversation().window().after(waiting.messages());
            Outcome stopped = goOn(claim, left, window, closed, renewal);
            if (stopped != null) {
                return stopped;
            }
        }
        Outcome unsent = again(claim, renewal);
        if (unsent != null) {
            return unsent;
        }
        for (FailureNotice apology : owed) {
            Outcome stopped = confess(claim, apology, closed, renewal);
            if (stopped != null) {
                return stopped;
            }
        }
        return null;
    }

    /// What an earlier turn left, without what a person has answered since.
    private @Nullable Outbox outbox(ClaimedConversation claim, Waiting waiting) {
        Outbox left = claim.conversation().outbox();
        return left != null
                        && left.hasQueued()
                        && !left.answered().isEmpty()
                        && ExternalChanges.isByPerson(waiting.messages(), log)
                ? sending.withdraw(left, clock.instant())
                : left;
    }

    private @Nullable Outcome goOn(
            ClaimedConversation claim, Outbox left, ServiceWindow window, Set<MessageId> closed, LeaseRenewal renewal) {
        failureNotices.answering(left.answered());
        Outcome stopped = completion.record(claim, sending.resume(left, window, renewal), renewal);
        if (stopped != null) {
            return stopped;
        }
        if (!left.pending().isEmpty() && !sessions.keep(claim, left.with(List.of()))) {
            return Outcome.deferred(AnswerConversation.SOON, AnswerConversation.LOST);
        }
        closed.addAll(left.answered());
        if (left.answered().isEmpty()) {
            // a notification
            return null;
        }
        // What the answer was is no longer known here; that it is out now, is.
        Event.Closing closing = left.failure() == null ? Event.Closing.ANSWER : Event.Closing.APOLOGY;
        events.publish(
                new Event.Answered(left.answered(), closing, Duration.between(left.committedAt(), clock.instant())));
        return null;
    }

    /// Sends once more what the provider accepted and did not bring, and with it whatever else is held, where a message
    /// waits again for that. It ends the turn: what the claim knows to be held is out by then.
    private @Nullable Outcome again(ClaimedConversation claim, LeaseRenewal renewal) {
        Conversation conversation = claim.conversation();
        Set<MessageId> held = conversation.held().stream()
                .map(OutboundMessage::answers)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (held.isEmpty() || conversation.isMuted(clock.instant())) {
            return null;
        }
        List<InboundMessage> waiting = inbox.waiting(claim.id(), InputCollector.MOST);
        List<MessageId> reopened =
                waiting.stream().map(InboundMessage::id).filter(held::contains).toList();
        if (reopened.isEmpty()) {
            return null;
        }
        Instant limit = clock.instant().minus(DeliveryAttempt.LONGEST_BLOCKED);
        List<MessageId> old = waiting.stream()
                .filter(message -> message.receivedAt().isBefore(limit))
                .map(InboundMessage::id)
                .filter(held::contains)
                .toList();
        List<OutboundMessage> parts = conversation.heldInOrder();
        Outcome stopped = old.isEmpty() ? null : giveUp(claim, answersTo(old, parts), old, renewal);
        if (stopped == null && old.size() < reopened.size()) {
            List<MessageId> young =
                    reopened.stream().filter(id -> !old.contains(id)).toList();
            ServiceWindow window = conversation.window().after(waiting);
            parts = parts.stream().filter(part -> !isOf(old, part)).toList();
            stopped = sendAgain(claim, parts, young, window, renewal);
        }
        if (stopped != null) {
            return stopped.with(Set.copyOf(old));
        }
        completion.release(claim, reopened.getLast());
        Optional<InboundMessage> next = waiting.stream()
                .filter(message -> !reopened.contains(message.id()))
                .findFirst();
        return new Outcome.Closed(Set.copyOf(reopened), next);
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

    /// What the provider did not bring in time is of no use to anybody.
    private @Nullable Outcome giveUp(
            ClaimedConversation claim, List<OutboundMessage> parts, List<MessageId> old, LeaseRenewal renewal) {
        Outbox outbox = outbox(parts, old, clock.instant());
        return sessions.commit(claim, Decision.again(claim.conversation(), outbox))
                ? completion.record(claim, sending.giveUp(outbox, clock.instant()), renewal)
                : Outcome.deferred(AnswerConversation.SOON, AnswerConversation.LOST);
    }

    /// @param reopened what waits for that
    /// @return null when all is settled
    public @Nullable Outcome sendAgain(
            ClaimedConversation claim,
            List<OutboundMessage> parts,
            List<MessageId> reopened,
            ServiceWindow window,
            LeaseRenewal renewal) {
        Outbox outbox = outbox(parts, reopened, clock.instant());
        if (!sessions.commit(claim, Decision.again(claim.conversation(), outbox))) {
            return Outcome.deferred(AnswerConversation.SOON, AnswerConversation.LOST);
        }
        return completion.record(claim, sending.first(outbox, outbox.committedAt(), window, renewal), renewal);
    }

    /// Writes down an apology that was given while the store was gone, and makes sure that it is out.
    private @Nullable Outcome confess(
            ClaimedConversation claim, FailureNotice apology, Set<MessageId> closed, LeaseRenewal renewal) {
        Conversation conversation = claim.conversation();
        if (apology.isKnownTo(conversation)) {
            failureNotices.settle(apology);
            return null;
        }
        boolean late = apology.isOvertakenIn(conversation) && !sending.isOut(apology.part());
        Decision decision = apology.decision(conversation, late, clock.instant());
        if (!sessions.commit(claim, decision)) {
            return Outcome.deferred(AnswerConversation.SOON, AnswerConversation.LOST);
        }
        if (late) {
            sending.leaveUnknown(apology.part(), FailureNotice.TOO_LATE, clock.instant());
        }
        failureNotices.settle(apology);
        completion.happened(claim, decision.changes().happened());
        return goOn(claim, decision.outbox(), conversation.window().after(apology.messages()), closed, renewal);
    }

    /// What breaks whenever it is sent is not sent any more: an apology takes its place in the outbox.
    private Outcome abandon(
            ClaimedConversation claim, Outbox left, Waiting waiting, Failure failure, LeaseRenewal renewal) {
        String apology = left.answered().isEmpty() ? "" : replies.apologyFor(waiting.messages());
        Outbox instead = sending.abandon(left, apology, failure, clock.instant());
        Outcome stopped = completion.record(
                claim, new DeliveryProgress(List.of(), instead, AnswerConversation.SOON, failure.reason()), renewal);
        if (stopped != null) {
            return stopped;
        }
        completion.release(claim, latest(left));
        return new Outcome.Closed(Set.copyOf(left.answered()), Optional.empty());
    }

    private static MessageId latest(Outbox left) {
        return left.answered().isEmpty()
                ? Objects.requireNonNull(left.pending().getLast().message().answers())
                : left.answered().getLast();
    }
}
