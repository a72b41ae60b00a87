package dev.recado.domain.turn;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.LeaseRenewal;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.conversation.SessionStore.Attempt;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.turn.InputCollector.Gathered;
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
    public static final Duration SOON = Duration.ofMillis(300);
    static final String LOST = "the claim was lost";

    private final Stores stores;
    private final ReplyDecider replies;
    private final AnswerDelivery sending;
    private final FailureNotices failureNotices;
    private final TurnRules rules;
    private final EventSink events;
    private final TimeSource time;
    private final TurnFailures turnFailures;
    private final TurnCompletion completion;
    private final OutboxRecovery outboxRecovery;
    private final InputCollector inputCollector;
    private final TurnBackoff retries;

    public AnswerConversation(
            Stores stores,
            ReplyDecider replies,
            AnswerDelivery sending,
            TurnRules rules,
            EventSink events,
            TimeSource time) {
        this.stores = stores;
        this.replies = replies;
        this.sending = sending;
        this.failureNotices = sending.failureNotices();
        this.rules = rules;
        this.events = events;
        this.time = time;
        this.turnFailures = new TurnFailures(replies, sending, rules, events, time.clock());
        this.completion = new TurnCompletion(stores, sending, rules, events, time.clock());
        this.outboxRecovery = new OutboxRecovery(stores, replies, sending, completion, events, time.clock());
        ConversationMerger joining = new ConversationMerger(stores, outboxRecovery, completion, rules, time);
        this.inputCollector = new InputCollector(stores, sending, joining, time.clock());
        this.retries = new TurnBackoff(rules.attempts(), time.clock());
    }

    /// Where conversations, their messages and who is who are kept.
    ///
    /// @param businessEvents is told what became of them
    public record Stores(
            SessionStore sessions,
            SessionJoins joins,
            Inbox inbox,
            MessageLog log,
            AddressDirectory contacts,
            BusinessEventSink businessEvents) {}

    /// The clock and the timer, which always go together.
    public record TimeSource(InstantSource clock, Timer timer) {
        public Instant now() {
            return clock.instant();
        }
    }

    @Override
    public Outcome answer(Waiting waiting) {
        InboundMessage latest = waiting.messages().getLast();
        Outcome outcome;
        boolean excused = turnFailures.wasTheStores(latest.conversationId());
        try {
            outcome = claim(waiting, excused, excused ? Integer.MAX_VALUE : retries.unlimited());
        } catch (PortUnavailableException e) {
            outcome = turnFailures.ofTheStore(waiting, e);
        } catch (RuntimeException e) {
            outcome = turnFailures.ofOurs(waiting, e);
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
        ConversationKey opening = ConversationKey.by(waiting.messages().getLast());
        return switch (stores.sessions().claim(opening, time.now(), rules.lease(), new Attempt(mostBroken, !excused))) {
            case Claim.Busy busy -> new Outcome.Busy(busy.until());
            case Claim.BrokenOff broken -> retries.pass(broken.times(), () -> claim(waiting, excused, broken.times()));
            case Claim.Claimed claimed -> {
                turnFailures.goesOn(claimed.conversation().id());
                Outcome outcome = run(claimed.conversation(), waiting, excused);
                turnFailures.wentWell(waiting.messages().getLast().conversationId());
                yield outcome;
            }
        };
    }

    private Outcome run(ClaimedConversation claim, Waiting waiting, boolean excused) {
        Failure tooOften = excused ? null : turnFailures.tooOften(claim);
        try (LeaseRenewal renewal =
                new LeaseRenewal(stores.sessions(), claim, rules.lease(), time.timer(), time.clock())) {
            Set<MessageId> closed = new LinkedHashSet<>();
            Outcome stopped = outboxRecovery.settle(claim, waiting, tooOften, closed, renewal);
            if (stopped != null) {
                return stopped;
            }
            return switch (inputCollector.gather(claim, waiting, closed, renewal)) {
                case Gathered.Stop stop -> stop.outcome().with(closed);
                case Gathered.All all ->
                    answer(all.claim(), waiting, all.open(), tooOften, renewal).with(closed);
            };
        }
    }

    private Outcome answer(
            ClaimedConversation claim,
            Waiting waiting,
            TurnInput open,
            @Nullable Failure tooOften,
            LeaseRenewal renewal) {
        return open.asked().isEmpty()
                ? closeInSilence(claim, open, tooOften)
                : turn(claim, waiting, open, tooOften, renewal);
    }

    private ExternalChanges intervention(ClaimedConversation claim, TurnInput open) {
        ExternalChanges found = ExternalChanges.in(claim, open.messages(), stores.log(), rules.humanIdle());
        open.messages().stream()
                .filter(message -> message.content() instanceof Content.StaffMessage)
                .forEach(message -> sending.sharedWithApp(message.channel(), message.businessAddress()));
        return found;
    }

    /// @param tooOften why what was done elsewhere is not stored: that breaks whenever it is tried; null while
    ///     it may be
    private Outcome closeInSilence(ClaimedConversation claim, TurnInput open, @Nullable Failure tooOften) {
        ExternalChanges intervention =
                tooOften == null ? intervention(claim, open) : new ExternalChanges(claim, List.of(), null, List.of());
        if (!intervention.isNone()) {
            if (!stores.sessions().commit(claim, intervention.alone(open.messages(), time.now()))) {
                return Outcome.deferred(SOON, LOST);
            }
            completion.happened(claim, intervention.events());
        }
        note(open);
        completion.giveBack(claim, null);
        return new Outcome.Closed(TurnInput.ids(open.messages()), open.next());
    }

    private void note(TurnInput open) {
        List<MessageId> silent = open.silent();
        if (!silent.isEmpty()) {
            stores.log().note(silent);
        }
    }

    private Outcome turn(
            ClaimedConversation claim,
            Waiting waiting,
            TurnInput open,
            @Nullable Failure tooOften,
            LeaseRenewal renewal) {
        ExternalChanges intervention = intervention(claim, open);
        Conversation conversation = intervention.claim().conversation();
        if (tooOften != null) {
            return say(
                    intervention,
                    open,
                    replies.apologise(conversation, open.asked(), waiting.deadline(), tooOften),
                    renewal);
        }
        Instant deadline = deadline(claim, waiting).minus(rules.reserve());
        ReplyDecider.Decided decided = replies.decide(conversation, open.asked(), deadline);
        if (open.next().isPresent() || open.known().containsAll(TurnInput.ids(waiting.messages()))) {
            return say(intervention, open, decided, renewal);
        }
        // The user wrote on while the model was thinking, or a person answered: what it says now would be stale.
        return switch (inputCollector.gather(claim, waiting, new LinkedHashSet<>(), renewal)) {
            case Gathered.Stop stop -> stop.outcome();
            case Gathered.All(ClaimedConversation now, TurnInput all) -> {
                if (all.messages().isEmpty()) {
                    yield Outcome.deferred(SOON, LOST);
                }
                if (all.asked().isEmpty()) {
                    yield closeInSilence(now, all, null);
                }
                ExternalChanges again = intervention(now, all);
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

    private Outcome say(
            ExternalChanges intervention, TurnInput open, ReplyDecider.Decided decided, LeaseRenewal renewal) {
        ClaimedConversation claim = intervention.claim();
        ReplyDraft draft =
                sending.draft(decided, open.asked(), claim, time.now()).with(intervention);
        if (!failureNotices.commit(stores.sessions(), claim, draft.decision())) {
            return Outcome.deferred(SOON, LOST);
        }
        completion.happened(claim, draft.decision().changes().happened());
        Outbox outbox = draft.decision().outbox();
        Instant since = open.asked().getFirst().receivedAt();
        Outcome stopped = completion.record(claim, sending.first(outbox, since, draft.window(), renewal), renewal);
        if (stopped != null) {
            return stopped;
        }
        events.publish(new Event.Answered(outbox.answered(), draft.closing(), Duration.between(since, time.now())));
        note(open);
        completion.release(claim, outbox.answered().getLast());
        return new Outcome.Closed(TurnInput.ids(open.messages()), open.next());
    }
}
