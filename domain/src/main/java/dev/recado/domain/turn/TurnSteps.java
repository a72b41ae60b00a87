package dev.recado.domain.turn;

import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.LeaseRenewal;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The steps that turns are made of, wired once: answers and notifications share them and what they remember.
public final class TurnSteps {
    private final Stores stores;
    private final TurnRules rules;
    private final TimeSource time;
    private final EventSink events;
    private final ReplyDecider replies;
    private final AnswerDelivery delivery;
    private final TurnCompletion completion;
    private final OutboxRecovery recovery;
    private final MergeStep merge;
    private final InputCollector input;
    private final TurnFailures failures;

    public TurnSteps(
            Stores stores,
            ReplyDecider replies,
            AnswerDelivery delivery,
            TurnRules rules,
            EventSink events,
            TimeSource time) {
        this.stores = stores;
        this.rules = rules;
        this.time = time;
        this.events = events;
        this.replies = replies;
        this.delivery = delivery;
        this.completion = new TurnCompletion(stores, delivery, rules, events, time.clock());
        this.recovery = new OutboxRecovery(stores, replies, delivery, completion, events, time.clock());
        this.merge = new MergeStep(stores, this, recovery, completion, rules, time);
        this.input =
                new InputCollector(stores, delivery, new ConversationMerger(stores, merge, rules, time), time.clock());
        this.failures = new TurnFailures(replies, delivery, rules, events, time.clock());
    }

    /// Where conversations, their messages and their users' addresses are kept.
    ///
    /// @param businessEvents is told what happened in a conversation, once that is stored
    public record Stores(
            SessionStore sessions,
            SessionJoins joins,
            Inbox inbox,
            MessageLog log,
            AddressDirectory contacts,
            BusinessEventSink businessEvents) {}

    /// The clock and the timer, which always go together.
    public record TimeSource(InstantSource clock, dev.recado.domain.Timer timer) {
        public Instant now() {
            return clock.instant();
        }
    }

    /// Begins a turn on a conversation that was claimed just now: its lease is renewed until the turn is closed.
    ///
    /// @param exhausted why nothing may be tried any more; empty while a turn may be tried
    public Turn begin(ClaimedConversation claim, Optional<Failure> exhausted) {
        LeaseRenewal renewal = new LeaseRenewal(stores.sessions(), claim, rules.lease(), time.timer(), time.clock());
        return new Turn(claim, renewal, exhausted);
    }

    public Stores stores() {
        return stores;
    }

    public TurnRules rules() {
        return rules;
    }

    public TimeSource time() {
        return time;
    }

    public EventSink events() {
        return events;
    }

    ReplyDecider replies() {
        return replies;
    }

    public AnswerDelivery delivery() {
        return delivery;
    }

    public OutboxRecovery recovery() {
        return recovery;
    }

    public TurnCompletion completion() {
        return completion;
    }

    public MergeStep merge() {
        return merge;
    }

    InputCollector input() {
        return input;
    }

    TurnFailures failures() {
        return failures;
    }
}
