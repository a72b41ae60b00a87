package dev.recado.domain.usecase;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.model.Conversation;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.SessionStore;
import dev.recado.domain.port.SessionStore.Claim;
import dev.recado.domain.port.SessionStore.Decision;
import dev.recado.domain.usecase.Delivery.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One turn: claim the conversation, settle what an earlier turn left, decide, store the decision, send it, record
/// what became of it, give the conversation back. Each step is one write that may be run again; between "store"
/// and "record" the outbox in the conversation knows what may be on its way.
public final class AnswerConversation implements AnswerConversationUseCase {
    private static final Duration SOON = Duration.ofMillis(300);
    /// A user who floods is answered in several turns.
    private static final int MOST = 50;
    private static final String LOST = "the claim was lost";

    private final Stores stores;
    private final Replies replies;
    private final Sending sending;
    private final Apologies apologies;
    private final TurnRules rules;
    private final EventSink events;
    private final TimeSource time;
    private final Breakage breakage;

    public AnswerConversation(
            Stores stores, Replies replies, Sending sending, TurnRules rules, EventSink events, TimeSource time) {
        this.stores = stores;
        this.replies = replies;
        this.sending = sending;
        this.apologies = sending.apologies();
        this.rules = rules;
        this.events = events;
        this.time = time;
        this.breakage = new Breakage(replies, sending, rules, events, time.clock());
    }

    /// Where conversations and what waits in them are kept.
    public record Stores(SessionStore sessions, Inbox inbox) {}

    /// The clock and the timer, which always go together.
    public record TimeSource(InstantSource clock, Timer timer) {
        Instant now() {
            return clock.instant();
        }
    }

    @Override
    public Outcome answer(Waiting waiting) {
        InboundMessage latest = waiting.messages().getLast();
        Outcome outcome;
        boolean excused = breakage.wasTheStores(latest.conversationId());
        try {
            outcome = switch (stores.sessions().claim(latest, time.now(), rules.lease())) {
                case Claim.Busy busy -> new Outcome.Busy(busy.until());
                case Claim.Claimed claimed -> run(claimed.conversation(), waiting, excused);
            };
        } catch (PortUnavailableException e) {
            outcome = breakage.ofTheStore(waiting, e);
        } catch (RuntimeException e) {
            outcome = breakage.ofOurs(waiting, e);
        }
        switch (outcome) {
            case Outcome.Closed ignored -> {}
            case Outcome.Deferred deferred ->
                events.publish(new Event.TurnDeferred(latest.id(), deferred.reason(), deferred.after()));
            case Outcome.Busy busy ->
                events.publish(new Event.TurnDeferred(
                        latest.id(), "another process answers", Duration.between(time.now(), busy.until())));
        }
        return outcome;
    }

    /// @param excused the last attempt ended because the store failed: the turn is not to blame
    private Outcome run(ClaimedConversation claim, Waiting waiting, boolean excused) {
        Failure tooOften = excused ? null : breakage.tooOften(claim);
        try (LeaseRenewal renewal =
                new LeaseRenewal(stores.sessions(), claim, rules.lease(), time.timer(), time.clock())) {
            Set<MessageId> closed = new LinkedHashSet<>();
            Outbox left = claim.conversation().outbox();
            List<Apology> owed = apologies.owedTo(claim.id());
            if (left != null && owed.stream().noneMatch(apology -> apology.replaces(left))) {
                if (tooOften != null && !left.pending().isEmpty()) {
                    return abandon(claim, left, waiting, tooOften);
                }
                if (left.hasQueued() && !stores.sessions().keep(claim, left.onItsWay())) {
                    return Outcome.deferred(SOON, LOST);
                }
                Outcome stopped = goOn(claim, left, closed, renewal);
                if (stopped != null) {
                    return stopped;
                }
            }
            for (Apology apology : owed) {
                Outcome stopped = confess(claim, apology, closed, renewal);
                if (stopped != null) {
                    return stopped;
                }
            }
            Open open = open(claim.conversation(), waiting, closed);
            if (open.messages().isEmpty()) {
                stores.sessions().release(claim, null, time.now());
                return new Outcome.Closed(closed, open.next());
            }
            return turn(claim, waiting, open, left == null ? tooOften : null, renewal)
                    .with(closed);
        }
    }

    /// Settles an outbox whose parts may be out.
    ///
    /// @return null when nothing of it is left
    private @Nullable Outcome goOn(
            ClaimedConversation claim, Outbox left, Set<MessageId> closed, LeaseRenewal renewal) {
        apologies.answering(left.answered());
        Progress progress = sending.resume(left, renewal);
        record(progress);
        if (!progress.complete()) {
            return giveBack(claim, progress);
        }
        closed.addAll(left.answered());
        // What the answer was is no longer known here; that it is out now, is.
        Event.Closing closing = left.failure() == null ? Event.Closing.ANSWER : Event.Closing.APOLOGY;
        events.publish(new Event.Answered(left.answered(), closing, Duration.between(left.committedAt(), time.now())));
        return null;
    }

    /// Writes down an apology that was given while the store was gone, and makes sure that it is out.
    private @Nullable Outcome confess(
            ClaimedConversation claim, Apology apology, Set<MessageId> closed, LeaseRenewal renewal) {
        if (apology.isKnownTo(claim.conversation())) {
            apologies.settle(apology);
            return null;
        }
        Decision decision = apology.decision(time.now());
        if (!stores.sessions().commit(claim, decision)) {
            return Outcome.deferred(SOON, LOST);
        }
        apologies.settle(apology);
        return goOn(claim, decision.outbox(), closed, renewal);
    }

    /// What breaks whenever it is sent is not sent any more: an apology takes its place in the outbox.
    private Outcome abandon(ClaimedConversation claim, Outbox left, Waiting waiting, Failure failure) {
        Outbox instead = sending.abandon(left, replies.apologyFor(waiting.messages()), failure, time.now());
        Progress progress = new Progress(List.of(), instead, SOON, failure.reason());
        record(progress);
        if (!progress.complete()) {
            return giveBack(claim, progress);
        }
        releaseQuietly(claim, left.answered().getLast());
        return new Outcome.Closed(Set.copyOf(left.answered()), Optional.empty());
    }

    /// What is to be answered now.
    ///
    /// @param messages in order, at most so many as one turn takes
    /// @param next where another turn goes on, if these are not all
    /// @param known all that was known to wait, here and in the store
    private record Open(List<InboundMessage> messages, Optional<InboundMessage> next, Set<MessageId> known) {}

    /// Reads what waits, whichever process took it in. What waits no more joins the closed.
    private Open open(Conversation conversation, Waiting waiting, Set<MessageId> closed) {
        Set<MessageId> known = ids(waiting.messages());
        List<InboundMessage> stored = stores.inbox().waiting(conversation.id(), MOST + 1);
        Set<MessageId> found = ids(stored);
        boolean all = stored.size() <= MOST;
        if (all) {
            // The others were stored before the store was asked: another process closed them.
            known.stream().filter(id -> !found.contains(id)).forEach(closed::add);
        }
        // What an earlier turn answered may still be marked as waiting: the process died before it wrote that down.
        Set<MessageId> answered = conversation.answered();
        List<MessageId> late = stored.stream()
                .map(InboundMessage::id)
                .filter(answered::contains)
                .toList();
        if (!late.isEmpty()) {
            sending.record(List.of(), late, null, time.now());
            closed.addAll(late);
        }
        List<InboundMessage> messages = stored.stream()
                .filter(m -> !answered.contains(m.id()))
                .limit(MOST)
                .toList();
        Set<MessageId> both = new HashSet<>(known);
        both.addAll(found);
        return new Open(messages, all ? Optional.empty() : Optional.of(stored.getLast()), both);
    }

    private Outcome turn(
            ClaimedConversation claim, Waiting waiting, Open open, @Nullable Failure tooOften, LeaseRenewal renewal) {
        Conversation conversation = claim.conversation();
        List<InboundMessage> messages = open.messages();
        Optional<InboundMessage> next = open.next();
        Replies.Decided decided;
        if (tooOften != null) {
            decided = replies.apologise(conversation, messages, waiting.deadline(), tooOften);
        } else {
            Instant deadline = waiting.deadline().minus(rules.reserve());
            decided = replies.decide(conversation, messages, deadline);
            if (next.isEmpty() && !open.known().containsAll(ids(waiting.messages()))) {
                // The user wrote on while the model was thinking: what it says now would be stale.
                Open now = open(conversation, waiting, new LinkedHashSet<>());
                if (now.messages().isEmpty()) {
                    return Outcome.deferred(SOON, LOST);
                }
                messages = now.messages();
                next = now.next();
                decided = replies.decide(conversation, messages, deadline);
            }
        }
        Sending.Prepared prepared = sending.prepare(decided, messages, claim.attempts(), time.now());
        if (!apologies.commit(stores.sessions(), claim, prepared.decision())) {
            return Outcome.deferred(SOON, LOST);
        }
        Outbox outbox = prepared.decision().outbox();
        Instant since = messages.getFirst().receivedAt();
        Progress progress = sending.first(outbox, since, renewal);
        record(progress);
        if (!progress.complete()) {
            return giveBack(claim, progress);
        }
        events.publish(new Event.Answered(outbox.answered(), prepared.closing(), Duration.between(since, time.now())));
        releaseQuietly(claim, outbox.answered().getLast());
        return new Outcome.Closed(Set.copyOf(outbox.answered()), next);
    }

    private void record(Progress progress) {
        List<MessageId> closed = progress.complete() ? progress.rest().answered() : List.of();
        Failure failure = progress.complete() ? progress.rest().failure() : null;
        sending.record(progress.outcomes(), closed, failure, time.now());
        if (failure != null) {
            events.publish(new Event.SetAside(closed, failure));
        }
    }

    private Outcome giveBack(ClaimedConversation claim, Progress progress) {
        stores.sessions().release(claim, progress.rest(), time.now());
        return Outcome.deferred(progress.after(), progress.reason());
    }

    /// All is said and written down; a lease that cannot be given back runs out by itself.
    private void releaseQuietly(ClaimedConversation claim, MessageId latest) {
        try {
            stores.sessions().release(claim, null, time.now());
        } catch (PortUnavailableException e) {
            events.publish(new Event.TurnDeferred(
                    latest, "the conversation could not be given back: " + e.getMessage(), rules.lease()));
        }
    }

    private static Set<MessageId> ids(List<InboundMessage> messages) {
        return messages.stream().map(InboundMessage::id).collect(Collectors.toUnmodifiableSet());
    }
}
