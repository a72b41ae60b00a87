package dev.recado.domain.usecase;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.model.Content;
import dev.recado.domain.model.Conversation;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.Opening;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.port.Contacts;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.MessageLog;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.SessionJoins;
import dev.recado.domain.port.SessionStore;
import dev.recado.domain.port.SessionStore.Attempt;
import dev.recado.domain.port.SessionStore.Claim;
import dev.recado.domain.port.Tidings;
import dev.recado.domain.usecase.Gathering.Gathered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One turn: claim the conversation, settle what an earlier turn left, decide, store the decision, send it, record
/// what became of it, give the conversation back. Each step is one write that may be run again; between "store"
/// and "record" the outbox in the conversation knows what may be on its way.
public final class AnswerConversation implements AnswerConversationUseCase {
    static final Duration SOON = Duration.ofMillis(300);
    static final String LOST = "the claim was lost";

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
    private final Gathering gathering;
    private final RetryGate retries;

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
        this.leftovers = new Leftovers(stores, replies, sending, endings, events, time.clock());
        Joining joining = new Joining(stores, leftovers, endings, rules, time);
        this.gathering = new Gathering(stores, sending, joining, time.clock());
        this.retries = new RetryGate(rules.attempts(), time.clock());
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
            outcome = claim(waiting, excused, excused ? Integer.MAX_VALUE : retries.unlimited());
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
    private Outcome claim(Waiting waiting, boolean excused, int mostBroken) {
        Opening opening = Opening.by(waiting.messages().getLast());
        return switch (stores.sessions().claim(opening, time.now(), rules.lease(), new Attempt(mostBroken, !excused))) {
            case Claim.Busy busy -> new Outcome.Busy(busy.until());
            case Claim.BrokenOff broken -> retries.pass(broken.times(), () -> claim(waiting, excused, broken.times()));
            case Claim.Claimed claimed -> {
                breakage.goesOn(claimed.conversation().id());
                Outcome outcome = run(claimed.conversation(), waiting, excused);
                breakage.wentWell(waiting.messages().getLast().conversationId());
                yield outcome;
            }
        };
    }

    private Outcome run(ClaimedConversation claim, Waiting waiting, boolean excused) {
        Failure tooOften = excused ? null : breakage.tooOften(claim);
        try (LeaseRenewal renewal =
                new LeaseRenewal(stores.sessions(), claim, rules.lease(), time.timer(), time.clock())) {
            Set<MessageId> closed = new LinkedHashSet<>();
            Outcome stopped = leftovers.settle(claim, waiting, tooOften, closed, renewal);
            if (stopped != null) {
                return stopped;
            }
            return switch (gathering.gather(claim, waiting, closed, renewal)) {
                case Gathered.Stop stop -> stop.outcome().with(closed);
                case Gathered.All all ->
                    answer(all.claim(), waiting, all.open(), tooOften, renewal).with(closed);
            };
        }
    }

    private Outcome answer(
            ClaimedConversation claim, Waiting waiting, Open open, @Nullable Failure tooOften, LeaseRenewal renewal) {
        return open.asked().isEmpty()
                ? closeInSilence(claim, open, tooOften)
                : turn(claim, waiting, open, tooOften, renewal);
    }

    private Intervention intervention(ClaimedConversation claim, Open open) {
        Intervention found = Intervention.in(claim, open.messages(), stores.log(), rules.humanIdle());
        open.messages().stream()
                .filter(message -> message.content() instanceof Content.StaffMessage)
                .forEach(message -> sending.sharedWithApp(message.channel(), message.businessAddress()));
        return found;
    }

    /// @param tooOften why what was done elsewhere is not stored: that breaks whenever it is tried; null while
    ///     it may be
    private Outcome closeInSilence(ClaimedConversation claim, Open open, @Nullable Failure tooOften) {
        Intervention intervention =
                tooOften == null ? intervention(claim, open) : new Intervention(claim, List.of(), null, List.of());
        if (!intervention.isNone()) {
            if (!stores.sessions().commit(claim, intervention.alone(open.messages(), time.now()))) {
                return Outcome.deferred(SOON, LOST);
            }
            endings.happened(claim, intervention.events());
        }
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

    private Outcome turn(
            ClaimedConversation claim, Waiting waiting, Open open, @Nullable Failure tooOften, LeaseRenewal renewal) {
        Intervention intervention = intervention(claim, open);
        Conversation conversation = intervention.claim().conversation();
        if (tooOften != null) {
            return say(
                    intervention,
                    open,
                    replies.apologise(conversation, open.asked(), waiting.deadline(), tooOften),
                    renewal);
        }
        Instant deadline = deadline(claim, waiting).minus(rules.reserve());
        Replies.Decided decided = replies.decide(conversation, open.asked(), deadline);
        if (open.next().isPresent() || open.known().containsAll(Open.ids(waiting.messages()))) {
            return say(intervention, open, decided, renewal);
        }
        // The user wrote on while the model was thinking, or a person answered: what it says now would be stale.
        return switch (gathering.gather(claim, waiting, new LinkedHashSet<>(), renewal)) {
            case Gathered.Stop stop -> stop.outcome();
            case Gathered.All(ClaimedConversation now, Open all) -> {
                if (all.messages().isEmpty()) {
                    yield Outcome.deferred(SOON, LOST);
                }
                if (all.asked().isEmpty()) {
                    yield closeInSilence(now, all, null);
                }
                Intervention again = intervention(now, all);
                yield say(again, all, replies.decide(again.claim().conversation(), all.asked(), deadline), renewal);
            }
        };
    }

    /// What broke off before, or waited for the store, may begin late; the turn still needs its time.
    private Instant deadline(ClaimedConversation claim, Waiting waiting) {
        Instant now = time.now();
        boolean late = claim.attempts() > 1 || !now.isBefore(waiting.deadline().minus(rules.reserve()));
        return late ? now.plus(rules.deadline()) : waiting.deadline();
    }

    private Outcome say(Intervention intervention, Open open, Replies.Decided decided, LeaseRenewal renewal) {
        ClaimedConversation claim = intervention.claim();
        Draft draft = sending.draft(decided, open.asked(), claim, time.now()).with(intervention);
        if (!apologies.commit(stores.sessions(), claim, draft.decision())) {
            return Outcome.deferred(SOON, LOST);
        }
        endings.happened(claim, draft.decision().changes().happened());
        Outbox outbox = draft.decision().outbox();
        Instant since = open.asked().getFirst().receivedAt();
        Outcome stopped = endings.record(claim, sending.first(outbox, since, draft.window(), renewal), renewal);
        if (stopped != null) {
            return stopped;
        }
        events.publish(new Event.Answered(outbox.answered(), draft.closing(), Duration.between(since, time.now())));
        note(open);
        endings.release(claim, outbox.answered().getLast());
        return new Outcome.Closed(Open.ids(open.messages()), open.next());
    }
}
