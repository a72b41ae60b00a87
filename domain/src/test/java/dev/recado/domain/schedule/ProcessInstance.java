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
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.FakeSpool;
import dev.recado.domain.handoff.AssignConversation;
import dev.recado.domain.handoff.SendAgentMessage;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.intake.AcceptMessage;
import dev.recado.domain.intake.DurableIntake;
import dev.recado.domain.intake.SpoolDeadlines;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.Failure;
import dev.recado.domain.notification.NotificationScheduler;
import dev.recado.domain.notification.NotificationWriter;
import dev.recado.domain.notification.Notify;
import dev.recado.domain.notification.SendNotification;
import dev.recado.domain.policy.HumanPolicy;
import dev.recado.domain.receipt.LateFailures;
import dev.recado.domain.receipt.RecordReceipt;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import dev.recado.domain.turn.AnswerConversation;
import dev.recado.domain.turn.AnswerDelivery;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.EntryRefusals;
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
final class ProcessInstance {
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
    final AssignConversation assignment;
    final SendAgentMessage agentMessages;

    volatile boolean killed;

    private final Scheduler scheduler;
    private final Faults faults;
    private final Business business;
    private final boolean poisoned;

    ProcessInstance(String process, Simulation simulation) {
        this.process = process;
        this.scheduler = simulation.scheduler;
        this.faults = simulation.faults;
        this.business = simulation.business;
        this.poisoned = simulation.killMode == Simulation.KillMode.POISON;
        Timer timer = (delay, task) -> scheduler.later(this, delay, task);
        ObservedStore store = new ObservedStore(simulation, this);
        int attempts = simulation.killMode == Simulation.KillMode.CHANCE ? 1_000_000 : USUAL_ATTEMPTS;
        TurnRules rules = new TurnRules(
                LONG, LEASE, 20, BuiltInTexts.builtIn(Language.SPANISH), LONG, attempts, Duration.ofMinutes(30));
        ReplyDecider replies = new ReplyDecider(
                List.of(new HumanPolicy(), this::reply),
                _ -> Optional.empty(),
                rules,
                new TypingIndicator(Map.of(), timer, _ -> {}, scheduler.clock),
                _ -> {},
                AnalysisExecutor.DIRECT);
        Senders senders = new Senders(
                Map.of(Channel.TWILIO, new ObservedSender(simulation, this)),
                new SenderBlocks(store, _ -> {}, _ -> {}, scheduler.clock));
        Delivery delivery = new Delivery(
                senders,
                rules.patience(),
                new Pacing(Pacing.Limits.NONE, scheduler.clock, _ -> {}),
                _ -> {},
                scheduler.clock,
                scheduler.random);
        // No spool: what the store cannot take is refused.
        FakeSpool spool = new FakeSpool(0);
        AnswerDelivery sending = new AnswerDelivery(
                delivery,
                store,
                (text, _) -> text.lines().toList(),
                new ClosedWindowNotice(Templates.NONE, "Recado", Language.SPANISH),
                FailureNotices.in(spool, store, new EntryRefusals(spool, _ -> {})));
        TurnSteps.Stores stores = new TurnSteps.Stores(store, store, store, store, store, _ -> {});
        TurnSteps steps = new TurnSteps(
                stores, replies, sending, rules, _ -> {}, new TurnSteps.TimeSource(scheduler.clock, timer));
        AnswerConversation answer = new AnswerConversation(steps);
        Duration quiet = scheduler.chance(0.5) ? Duration.ZERO : Duration.ofSeconds(1);
        Dispatcher.Pace pace =
                new Dispatcher.Pace(quiet, Duration.ofSeconds(5), LONG, 100, scheduler.chance(0.2) ? 1 : 50);
        this.dispatcher = new Dispatcher(answer, pace, timer, task -> scheduler.start(this, task), scheduler.clock);
        RecoverySweeper recovery =
                new RecoverySweeper(store, store, dispatcher, timer, scheduler.clock, scheduler.random);
        ObservedNotifications notifications = new ObservedNotifications(simulation, this, store);
        LateFailures failures = new LateFailures(senders, stores, notifications, _ -> {}, scheduler.clock);
        this.receipts = new RecordReceipt(store, failures, timer, event -> {
            if (event instanceof Event.ReceiptRecorded recorded) {
                unanswered.remove(recorded.receipt());
            }
        });
        SpoolDeadlines overdue = new SpoolDeadlines(spool, sending, replies, rules, scheduler.clock);
        DurableIntake intake = new DurableIntake(store, receipts, spool, overdue, _ -> {});
        this.accept = new AcceptMessage(new ConversationResolver(store), intake, dispatcher, recovery, _ -> {});
        SendNotification send = new SendNotification(
                notifications,
                dispatcher,
                List.of(Channel.TWILIO),
                new NotificationWriter(Templates.NONE, "Recado", Language.SPANISH),
                steps);
        NotificationScheduler work = new NotificationScheduler(send, notifications, timer, scheduler.clock);
        this.notify = new Notify(notifications, store, Set.of(Channel.TWILIO), work);
        recovery.start();
        this.assignment = new AssignConversation(store, _ -> {}, scheduler.clock);
        this.agentMessages = new SendAgentMessage(store, store, assignment, notify, notifications, scheduler.clock);
        if (business.notifies() || simulation.colleagues.areThere()) {
            work.start();
        }
    }

    /// Repeats the message after a while; each line makes two parts.
    private Optional<Reply> reply(TurnContext turn) {
        scheduler.sleep(faults.thinking());
        if (poisoned && turn.modelText().contains(Simulation.POISON_TEXT)) {
            killed = true;
            throw new Scheduler.Killed();
        }
        return Optional.of(
                faults.modelFails()
                        ? Reply.apology(turn, new Failure("as ordered", 1))
                        : Reply.answer(turn.modelText().replaceAll("(?m)^.*$", "$0\n$0!"))
                                .with(effects(turn)));
    }

    /// Who has enough of it hears nothing unasked any more.
    private ConversationUpdate effects(TurnContext turn) {
        return business.causesOptOut() && turn.modelText().contains(Simulation.OPT_OUT_TEXT)
                ? ConversationUpdate.NONE.userState(turn.userState().consenting(false))
                : ConversationUpdate.NONE;
    }

    @Override
    public String toString() {
        return process;
    }
}
