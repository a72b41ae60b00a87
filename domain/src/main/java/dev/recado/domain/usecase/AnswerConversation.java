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
    static final Duration SOON = Duration.ofMillis(300);
    static final String LOST = "the claim was lost";
    /// A user who floods is answered in several turns.
    private static final int MOST = 50;

    private final Stores stores;
    private final Replies replies;
    private final Sending sending;
    private final Apologies apologies;
    private final TurnRules rules;
    private final EventSink events;
    private final TimeSource time;
    private final Breakage breakage;
    private final Endings endings;
    private final Leftovers leftovers;

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
        this.endings = new Endings(stores.sessions(), sending, rules, events, time.clock());
        this.leftovers = new Leftovers(stores.sessions(), replies, sending, endings, events, time.clock());
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
            Outcome stopped = leftovers.settle(claim, waiting, tooOften, closed, renewal);
            if (stopped != null) {
                return stopped;
            }
            Open open = open(claim.conversation(), waiting, closed);
            if (open.messages().isEmpty()) {
                stores.sessions().release(claim, null, time.now());
                return new Outcome.Closed(closed, open.next());
            }
            return turn(claim, waiting, open, claim.conversation().outbox() == null ? tooOften : null, renewal)
                    .with(closed);
        }
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
        Sending.Prepared prepared = sending.prepare(decided, messages, claim, time.now());
        if (!apologies.commit(stores.sessions(), claim, prepared.decision())) {
            return Outcome.deferred(SOON, LOST);
        }
        Outbox outbox = prepared.decision().outbox();
        Instant since = messages.getFirst().receivedAt();
        Outcome stopped = endings.record(claim, sending.first(outbox, since, prepared.window(), renewal), renewal);
        if (stopped != null) {
            return stopped;
        }
        events.publish(new Event.Answered(outbox.answered(), prepared.closing(), Duration.between(since, time.now())));
        endings.release(claim, outbox.answered().getLast());
        return new Outcome.Closed(Set.copyOf(outbox.answered()), next);
    }

    private static Set<MessageId> ids(List<InboundMessage> messages) {
        return messages.stream().map(InboundMessage::id).collect(Collectors.toUnmodifiableSet());
    }
}
