package dev.recado.domain.schedule;

import dev.recado.domain.Timer;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.ConversationResolver;
import dev.recado.domain.delivery.ClosedWindowNotice;
import dev.recado.domain.delivery.Delivery;
import dev.recado.domain.delivery.Pacing;
import dev.recado.domain.delivery.SenderBlocks;
import dev.recado.domain.delivery.Senders;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.delivery.TypingIndicator;
import dev.recado.domain.fake.FakeSpool;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.intake.AcceptMessage;
import dev.recado.domain.intake.DurableIntake;
import dev.recado.domain.intake.EntryRefusals;
import dev.recado.domain.intake.SpoolDeadlines;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.Failure;
import dev.recado.domain.notification.NotificationScheduler;
import dev.recado.domain.notification.NotificationWriter;
import dev.recado.domain.notification.Notify;
import dev.recado.domain.notification.SendNotification;
import dev.recado.domain.receipt.LateFailures;
import dev.recado.domain.receipt.RecordReceipt;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import dev.recado.domain.turn.AnswerConversation;
import dev.recado.domain.turn.AnswerDelivery;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.FailureNotices;
import dev.recado.domain.turn.RecoverySweeper;
import dev.recado.domain.turn.ReplyDecider;
import dev.recado.domain.turn.TurnRules;
import dev.recado.domain.turn.TurnSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One life of one process: what it holds in memory goes when it is killed.
final class Life {
    static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofDays(1);
    private static final int USUAL_ATTEMPTS = 5;

    final String process;
    final Dispatcher dispatcher;
    final AcceptMessage accept;
    final RecordReceipt receipts;
    final Notify notify;
    /// The receipts that were brought to it and have no 2xx yet.
    final List<DeliveryReceipt> unanswered = new ArrayList<>();

    volatile boolean killed;

    private final Stage stage;
    private final Faults faults;
    private final Business business;
    private final boolean poisoned;

    Life(String process, World world) {
        this.process = process;
        this.stage = world.stage;
        this.faults = world.faults;
        this.business = world.business;
        this.poisoned = world.deaths == World.Deaths.POISON;
        Timer timer = (delay, task) -> stage.later(this, delay, task);
        WatchedStore store = new WatchedStore(world, this);
        int attempts = world.deaths == World.Deaths.CHANCE ? 1_000_000 : USUAL_ATTEMPTS;
        TurnRules rules = new TurnRules(
                LONG, LEASE, 20, BuiltInTexts.builtIn(Language.SPANISH), LONG, attempts, Duration.ofMinutes(30));
        ReplyDecider replies = new ReplyDecider(
                List.of(this::reply),
                text -> Optional.empty(),
                rules,
                new TypingIndicator(Map.of(), timer, event -> {}, stage.clock),
                event -> {},
                AnalysisExecutor.DIRECT);
        Senders senders = new Senders(
                Map.of(Channel.TWILIO, new WatchedSender(world, this)),
                new SenderBlocks(store, event -> {}, told -> {}, stage.clock));
        Delivery delivery = new Delivery(
                senders,
                rules.patience(),
                new Pacing(Pacing.Limits.NONE, stage.clock, time -> {}),
                event -> {},
                stage.clock,
                stage.random);
        // No spool: what the store cannot take is refused.
        FakeSpool spool = new FakeSpool(0);
        AnswerDelivery sending = new AnswerDelivery(
                delivery,
                store,
                (text, limit) -> text.lines().toList(),
                new ClosedWindowNotice(Templates.NONE, "Recado", Language.SPANISH),
                FailureNotices.in(spool, store, new EntryRefusals(spool, event -> {})));
        TurnSteps.Stores stores = new TurnSteps.Stores(store, store, store, store, store, told -> {});
        TurnSteps steps = new TurnSteps(
                stores, replies, sending, rules, event -> {}, new TurnSteps.TimeSource(stage.clock, timer));
        AnswerConversation answer = new AnswerConversation(steps);
        Duration quiet = stage.chance(0.5) ? Duration.ZERO : Duration.ofSeconds(1);
        Dispatcher.Pace pace = new Dispatcher.Pace(quiet, Duration.ofSeconds(5), LONG, 100, stage.chance(0.2) ? 1 : 50);
        this.dispatcher = new Dispatcher(answer, pace, timer, task -> stage.begin(this, task), stage.clock);
        RecoverySweeper recovery = new RecoverySweeper(store, store, dispatcher, timer, stage.clock, stage.random);
        WatchedNotifications notifications = new WatchedNotifications(world, this, store);
        LateFailures failures = new LateFailures(senders, store, store, notifications, event -> {}, stage.clock);
        this.receipts = new RecordReceipt(store, failures, timer, event -> {});
        SpoolDeadlines overdue = new SpoolDeadlines(spool, sending, replies, rules, stage.clock);
        DurableIntake intake = new DurableIntake(store, receipts, spool, overdue, event -> {});
        this.accept = new AcceptMessage(new ConversationResolver(store), intake, dispatcher, recovery, event -> {});
        SendNotification send = new SendNotification(
                notifications,
                dispatcher,
                List.of(Channel.TWILIO),
                new NotificationWriter(Templates.NONE, "Recado", Language.SPANISH),
                steps);
        NotificationScheduler work = new NotificationScheduler(send, notifications, timer, stage.clock);
        this.notify = new Notify(notifications, store, Set.of(Channel.TWILIO), work);
        recovery.start();
        if (business.notifies()) {
            work.start();
        }
    }

    /// Repeats the message after a while; each line makes two parts.
    private Optional<Reply> reply(TurnContext turn) {
        stage.sleep(faults.thinking());
        if (poisoned && turn.said().contains(World.POISON)) {
            killed = true;
            throw new Stage.Killed();
        }
        return Optional.of(
                faults.modelFails()
                        ? Reply.apology(turn, new Failure("as ordered", 1))
                        : Reply.answer(turn.said().replaceAll("(?m)^.*$", "$0\n$0!"))
                                .with(effects(turn)));
    }

    /// Who has enough of it hears nothing unasked any more.
    private ConversationUpdate effects(TurnContext turn) {
        return business.annoys() && turn.said().contains(World.ENOUGH)
                ? ConversationUpdate.NONE.userState(turn.userState().consenting(false))
                : ConversationUpdate.NONE;
    }

    @Override
    public String toString() {
        return process;
    }
}
