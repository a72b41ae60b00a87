package dev.recado.domain.usecase;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.model.Conversation;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.port.Contacts;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.MessageLog;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.SessionJoins;
import dev.recado.domain.port.SessionStore;
import dev.recado.domain.port.SessionStore.Claim;
import dev.recado.domain.port.Tidings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Joining joining;

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
        this.endings = new Endings(stores, sending, rules, events, time.clock());
        this.leftovers = new Leftovers(stores.sessions(), replies, sending, endings, events, time.clock());
        this.joining = new Joining(stores, leftovers, endings, rules, time);
    }

    /// Where conversations, their messages and who is who are kept.
    ///
    /// @param tidings is told what became of them
    public record Stores(
            SessionStore sessions,
            SessionJoins joins,
            Inbox inbox,
            MessageLog log,
            Contacts contacts,
            Tidings tidings) {}

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
            Failure failure = claim.conversation().outbox() == null ? tooOften : null;
            Open open = open(claim.conversation(), waiting, closed);
            if (open.messages().isEmpty() && claim.conversation().isBlank()) {
                // made by this claim, for what is in another conversation by now
                stores.joins().delete(claim);
                return new Outcome.Closed(closed, Optional.empty());
            }
            return switch (joining.join(claim, open.messages(), waiting, renewal)) {
                case Joining.Step.Stop stop -> stop.outcome().with(closed);
                case Joining.Step.GoOn step -> {
                    ClaimedConversation now = step.joined() ? joining.reread(claim) : claim;
                    Open all = step.joined() ? open(now.conversation(), waiting, closed) : open;
                    yield answer(now, waiting, all.without(step.early()), failure, renewal)
                            .with(closed);
                }
            };
        }
    }

    private Outcome answer(
            ClaimedConversation claim, Waiting waiting, Open open, @Nullable Failure tooOften, LeaseRenewal renewal) {
        return open.asked().isEmpty() ? closeInSilence(claim, open) : turn(claim, waiting, open, tooOften, renewal);
    }

    private Outcome closeInSilence(ClaimedConversation claim, Open open) {
        note(open);
        endings.giveBack(claim, null);
        return new Outcome.Closed(Open.ids(open.messages()), open.next());
    }

    private void note(Open open) {
        List<MessageId> silent = open.silent();
        if (!silent.isEmpty()) {
            stores.log().note(silent);
        }
    }

    /// Reads what waits, whichever process took it in. What waits no more joins the closed.
    private Open open(Conversation conversation, Waiting waiting, Set<MessageId> closed) {
        Set<MessageId> known = Open.ids(waiting.messages());
        List<InboundMessage> stored = stores.inbox().waiting(conversation.id(), MOST + 1);
        Set<MessageId> found = Open.ids(stored);
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
        return Open.of(conversation, messages, all ? Optional.empty() : Optional.of(stored.getLast()), both);
    }

    private Outcome turn(
            ClaimedConversation claim, Waiting waiting, Open open, @Nullable Failure tooOften, LeaseRenewal renewal) {
        Conversation conversation = claim.conversation();
        Open now = open;
        Replies.Decided decided;
        if (tooOften != null) {
            decided = replies.apologise(conversation, open.asked(), waiting.deadline(), tooOften);
        } else {
            Instant deadline = waiting.deadline().minus(rules.reserve());
            decided = replies.decide(conversation, open.asked(), deadline);
            if (open.next().isEmpty() && !open.known().containsAll(Open.ids(waiting.messages()))) {
                // The user wrote on while the model was thinking: what it says now would be stale.
                Open all = open(conversation, waiting, new LinkedHashSet<>());
                now = all.without(Joining.unseen(open.messages(), all.messages()));
                if (now.messages().isEmpty()) {
                    return Outcome.deferred(SOON, LOST);
                }
                if (now.asked().isEmpty()) {
                    return closeInSilence(claim, now);
                }
                decided = replies.decide(conversation, now.asked(), deadline);
            }
        }
        Sending.Prepared prepared = sending.prepare(decided, now.asked(), claim, time.now());
        if (!apologies.commit(stores.sessions(), claim, prepared.decision())) {
            return Outcome.deferred(SOON, LOST);
        }
        endings.happened(claim, prepared.decision().changes().happened());
        Outbox outbox = prepared.decision().outbox();
        Instant since = now.asked().getFirst().receivedAt();
        Outcome stopped = endings.record(claim, sending.first(outbox, since, prepared.window(), renewal), renewal);
        if (stopped != null) {
            return stopped;
        }
        events.publish(new Event.Answered(outbox.answered(), prepared.closing(), Duration.between(since, time.now())));
        note(now);
        endings.release(claim, outbox.answered().getLast());
        return new Outcome.Closed(Open.ids(now.messages()), now.next());
    }
}
