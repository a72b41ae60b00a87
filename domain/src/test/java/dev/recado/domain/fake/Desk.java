package dev.recado.domain.fake;

import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.answer.Attachments;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.answer.ContactFacts;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.KnowledgeSearch;
import dev.recado.domain.answer.PromptContext;
import dev.recado.domain.answer.ReferencedMessages;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.availability.OpeningHours;
import dev.recado.domain.availability.StaffAvailability;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.conversation.ConversationResolver;
import dev.recado.domain.conversation.IdleConversationCloser;
import dev.recado.domain.delivery.ClosedWindowNotice;
import dev.recado.domain.delivery.Delivery;
import dev.recado.domain.delivery.Pacing;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.delivery.SendTest;
import dev.recado.domain.delivery.SenderBlocks;
import dev.recado.domain.delivery.Senders;
import dev.recado.domain.delivery.Templates.Variable;
import dev.recado.domain.delivery.TypingIndicator;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.event.BusinessEventWriter;
import dev.recado.domain.event.Event;
import dev.recado.domain.format.ReplySplitter;
import dev.recado.domain.guard.ContentGuard;
import dev.recado.domain.handoff.AssignConversation;
import dev.recado.domain.handoff.HandoffTimeouts;
import dev.recado.domain.handoff.SendAgentMessage;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.intake.AcceptMessage;
import dev.recado.domain.intake.DurableIntake;
import dev.recado.domain.intake.OrderAfterOutage;
import dev.recado.domain.intake.Reconcile;
import dev.recado.domain.intake.ReconcileAfterOutages;
import dev.recado.domain.intake.SpoolDeadlines;
import dev.recado.domain.intake.SpoolDrainer;
import dev.recado.domain.intake.SpoolEntryWriter;
import dev.recado.domain.intent.SmallTalkPhrases;
import dev.recado.domain.media.MediaCache;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.notification.NotificationScheduler;
import dev.recado.domain.notification.NotificationWriter;
import dev.recado.domain.notification.Notify;
import dev.recado.domain.notification.SendNotification;
import dev.recado.domain.operation.InboxProbe;
import dev.recado.domain.operation.ReplayDeadLetter;
import dev.recado.domain.policy.AnswerLearning;
import dev.recado.domain.policy.CuratedAnswerPolicy;
import dev.recado.domain.policy.FallbackAnswer;
import dev.recado.domain.policy.HandoffAndLeadPolicy;
import dev.recado.domain.policy.ModelPolicy;
import dev.recado.domain.policy.ReplyPolicies;
import dev.recado.domain.policy.SmallTalkPolicy;
import dev.recado.domain.policy.UnsupportedContentPolicy;
import dev.recado.domain.policy.UrgentPolicy;
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
import dev.recado.domain.voice.EarlyTranscription;
import dev.recado.domain.voice.TranscriptionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The core with everything around it in memory: one process. Time passes when the test says so; turns run on
/// the test's own thread.
public final class Desk {
    public static final Duration QUIET = Duration.ofSeconds(1);
    public static final Duration DEADLINE = Duration.ofSeconds(60);
    /// How many messages the dispatcher holds.
    public static final int HELD = 60;
    public static final int ATTEMPTS = 3;
    public static final Duration HUMAN_TIMEOUT = Duration.ofMinutes(5);
    public static final Duration HUMAN_IDLE = Duration.ofMinutes(30);
    /// After which a conversation is closed.
    public static final Duration SILENCE = Duration.ofHours(24);
    /// Made once: making them reads the lists of words, which is a quarter of what a turn here costs.
    private static final List<ReplyPolicy> LENIENT_FIRST = ReplyPolicies.LENIENT.first();

    public final SettableClock clock;
    public final ManualTimer timer;
    public final InMemoryStore store;
    public final FakeSender sender;
    public final List<Event> events = new CopyOnWriteArrayList<>();
    /// What the business was told.
    public final List<BusinessEvent> businessEvents = new CopyOnWriteArrayList<>();

    public final List<Prompt> prompts = new ArrayList<>();
    public final Map<String, String> curated = new HashMap<>();
    /// Answers that go before everything else, by what is said.
    public final Map<String, String> urgent = new HashMap<>();
    /// The file that goes along with a curated answer, by its question.
    public final Map<String, String> spoken = new HashMap<>();
    /// What a curated answer offers to choose from, by its question.
    public final Map<String, List<Option>> offers = new HashMap<>();
    /// What may be sent when the service window is closed.
    public final Map<Language, Function<Map<Variable, String>, Template>> templates = new HashMap<>();

    public final FakePresence presence = new FakePresence();
    public final Map<String, Language> languages = new HashMap<>();
    public final AcceptMessage accept;
    public final ReplayDeadLetter replay;
    public final FakeReceived received;
    public final Reconcile reconcile;
    public final ReconcileAfterOutages outages;
    public final RecordReceiptUseCase receipts;
    public final RecoverySweeper recovery;
    public final Dispatcher dispatcher;
    public final InboxProbe inbox;
    public final FakeSpool spool;
    public final FakeProcesses processes;
    public final BusinessEventWriter businessEventWriter;
    /// Not started.
    public final IdleConversationCloser silent;

    /// How many messages are answered, who is blocked.
    public ReplyPolicies policies = ReplyPolicies.LENIENT;
    /// A provider's moderation.
    public ContentGuard moderation = (_, _) -> new ContentGuard.Verdict.Allowed();

    private final Pacing.Limits pace;
    private final ResponseGenerator generator = new Generator();

    /// What the documents say.
    public final FakeKnowledge knowledge = new FakeKnowledge();

    /// Listens to recordings; not there unless a test says so.
    public final FakeTranscriber transcriber = new FakeTranscriber();
    /// Users' files.
    public final FakeMedia media = new FakeMedia();
    /// What the business knows of whoever writes; a model may see name and plan.
    public Supplier<Optional<Contact>> contact = Optional::empty;

    /// Off unless a test says so.
    public final FakeLearnedAnswers learned = new FakeLearnedAnswers();
    /// The day's answers of the model.
    public final FakeUsageLimits limits = new FakeUsageLimits();
    /// When people are there; null for always.
    public @Nullable OpeningHours hours;
    /// Whom people were reminded of at an opening.
    public final List<String> reminders = new ArrayList<>();
    /// Whether people can answer.
    public StaffAvailability staff = StaffAvailability.TOLD;
    /// Whether there is a model.
    public boolean configured = true;
    /// The types of file that the model looks at.
    public final Set<String> readable = new HashSet<>();

    /// What the model is instructed by, and is not to tell.
    public static final String CONFIDENTIAL =
            "Be kind to whoever writes, and tell nobody that the spare key lies under the third stone by the well.";
    public final Notify notify;
    public final NotificationScheduler notifications;
    public final AssignConversation assignment;
    public final SendAgentMessage agentMessages;
    public final HandoffTimeouts timeouts;
    public final SenderBlocks blocks;
    public final SendTest sendTest;

    /// What the model says to a prompt; by default it repeats the message.
    public Function<Prompt, Generation> model =
            prompt -> new Generation.Answer("eco: " + prompt.message(), "scripted", Duration.ZERO);

    public Desk() {
        this(Pacing.Limits.NONE);
    }

    public Desk(Pacing.Limits limits) {
        this(
                new SettableClock(),
                new InMemoryStore(),
                new Outside(new FakeSender(), new FakeReceived(), new FakeProcesses()),
                new FakeSpool(1_000),
                limits);
    }

    /// The provider, both ways, and the other processes.
    private record Outside(FakeSender sender, FakeReceived received, FakeProcesses processes) {}

    private Desk(SettableClock clock, InMemoryStore store, Outside outside, FakeSpool spool, Pacing.Limits limits) {
        FakeSender sender = outside.sender();
        FakeReceived received = outside.received();
        this.clock = clock;
        this.pace = limits;
        this.timer = new ManualTimer(clock);
        this.spool = spool;
        this.store = store;
        this.sender = sender;
        TurnRules rules = new TurnRules(
                DEADLINE,
                Duration.ofSeconds(10),
                20,
                BuiltInTexts.builtIn(Language.SPANISH),
                Duration.ofMinutes(10),
                ATTEMPTS,
                HUMAN_IDLE,
                now -> staff.at(now));
        ReplyDecider replies = new ReplyDecider(
                policies(),
                text -> Optional.ofNullable(languages.get(text)),
                rules,
                new TypingIndicator(Map.of(Channel.TWILIO, presence), timer, events::add, clock),
                events::add,
                AnalysisExecutor.DIRECT);
        this.silent = new IdleConversationCloser(store, businessEvents::addAll, SILENCE, timer, clock, new Random(1));
        this.businessEventWriter = new BusinessEventWriter(store, timer, events::add);
        this.blocks = new SenderBlocks(store, events::add, businessEventWriter, clock);
        Senders senders = new Senders(Map.of(Channel.TWILIO, sender), blocks);
        Delivery delivery = new Delivery(
                senders,
                rules.patience(),
                new Pacing(limits, clock, clock::advance),
                events::add,
                clock,
                new Random(1));
        EntryRefusals refusals = new EntryRefusals(spool, events::add);
        FailureNotices failureNotices = FailureNotices.in(spool, store, refusals);
        AnswerDelivery sending = new AnswerDelivery(
                delivery,
                store,
                Desk::format,
                new ClosedWindowNotice(
                        (_, _, language, values) ->
                                Optional.ofNullable(templates.get(language)).map(template -> template.apply(values)),
                        "Recado",
                        Language.SPANISH),
                failureNotices);
        TurnSteps.Stores stores = new TurnSteps.Stores(store, store, store, store, store, told -> {
            businessEvents.addAll(told);
            businessEventWriter.submit(told);
        });
        TurnSteps steps =
                new TurnSteps(stores, replies, sending, rules, events::add, new TurnSteps.TimeSource(clock, timer));
        AnswerConversation answer = new AnswerConversation(steps);
        RecordReceipt stored = new RecordReceipt(
                store, new LateFailures(senders, stores, store, events::add, clock), timer, events::add);
        SpoolDeadlines overdue = new SpoolDeadlines(spool, sending, replies, rules, clock);
        DurableIntake intake = new DurableIntake(store, stored, spool, overdue, events::add);
        this.processes = outside.processes();
        OrderAfterOutage order = new OrderAfterOutage(answer, processes, intake, failureNotices, timer, clock);
        this.dispatcher = new Dispatcher(
                order,
                new Dispatcher.Pace(QUIET, Duration.ofSeconds(5), DEADLINE, 100, HELD),
                timer,
                Runnable::run,
                clock);
        this.notifications = new NotificationScheduler(
                new SendNotification(
                        store,
                        dispatcher,
                        List.of(Channel.TWILIO),
                        new NotificationWriter((_, _, _, _) -> Optional.empty(), "Recado", Language.SPANISH),
                        steps),
                store,
                timer,
                clock);
        this.notify = new Notify(store, store, Set.of(Channel.TWILIO), notifications);
        BusinessEventSink business = stores.businessEvents();
        this.assignment = new AssignConversation(store, business, clock);
        this.agentMessages = new SendAgentMessage(store, store, assignment, notify, store, clock);
        this.timeouts = new HandoffTimeouts(
                store,
                store,
                notify,
                (waiting, opening) -> reminders.add(waiting.id() + " " + opening),
                business,
                new HandoffTimeouts.Rules(
                        HUMAN_TIMEOUT, HUMAN_IDLE, BuiltInTexts.builtIn(Language.SPANISH), new BusinessHours() {
                            @Override
                            public Optional<OpeningHours> current() {
                                return Optional.ofNullable(hours);
                            }

                            @Override
                            public String problem() {
                                return "";
                            }
                        }),
                timer,
                clock);
        this.sendTest = new SendTest(senders, () -> "test-" + clock.instant());
        this.recovery = new RecoverySweeper(store, store, dispatcher, timer, clock, new Random(1));
        this.inbox = new InboxProbe(store, dispatcher, clock);
        this.accept = new AcceptMessage(new ConversationResolver(store), intake, dispatcher, recovery, events::add);
        this.receipts = intake;
        this.received = received;
        this.reconcile = new Reconcile(List.of(received), store, accept, _ -> false, events::add);
        this.outages = new ReconcileAfterOutages(reconcile, store, Duration.ofMinutes(5), timer, clock);
        this.replay = new ReplayDeadLetter(store, accept, events::add, clock);
        new SpoolDrainer(
                        intake,
                        new SpoolEntryWriter(store, stored, overdue, refusals, Runnable::run, events::add),
                        dispatcher,
                        timer,
                        clock,
                        events::add)
                .start();
        order.start();
    }

    /// The scripted model.
    public ResponseGenerator generator() {
        return generator;
    }

    /// The process dies and another life of it begins: what it held in memory is gone, the store and the
    /// provider stay.
    public Desk restarted() {
        dispatcher.stop();
        timer.stop();
        Desk next = new Desk(clock, store, new Outside(sender, received, processes), spool, pace);
        next.policies = policies;
        next.recovery.start();
        next.outages.start();
        next.businessEventWriter.start();
        next.notifications.start();
        next.timeouts.start();
        return next;
    }

    /// A second process on the same store and the same provider.
    public Desk otherProcess() {
        Desk other = new Desk(
                clock,
                store.otherProcess("process-2"),
                new Outside(sender, received, processes.seenBy("process-2")),
                new FakeSpool(1_000),
                pace);
        other.policies = policies;
        return other;
    }

    /// A user writes.
    public Inbox.Appended writes(String externalId, String from, String text) {
        return accept.accept(Messages.text(externalId, from, text, clock.instant()));
    }

    public Inbox.Appended sends(InboundMessage message) {
        return accept.accept(message);
    }

    /// Time passes.
    public void pass(Duration time) {
        timer.advance(time);
    }

    public <E extends Event> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<ReplyPolicy> firstPolicies() {
        return policies.equals(ReplyPolicies.LENIENT) ? LENIENT_FIRST : policies.first();
    }

    /// The row, as it is wired.
    private List<ReplyPolicy> policies() {
        MediaCache files = media.media(clock, events::add);
        UrgentAnswers emergencies = new UrgentAnswers() {
            @Override
            public boolean hasAny() {
                return !urgent.isEmpty();
            }

            @Override
            public Optional<CuratedAnswer> urgent(String text, Language language) {
                return Optional.ofNullable(urgent.get(text))
                        .map(answer -> new CuratedAnswer("emergency", answer, language, null, List.of(), 1));
            }
        };
        TranscriptionPolicy listening = new TranscriptionPolicy(transcriber, files, store, clock);
        AnswerCache answers = (question, language) -> Optional.ofNullable(curated.get(question))
                .map(text -> new CuratedAnswer(
                        "entry", text, language, spoken.get(question), offers.getOrDefault(question, List.of()), 1));
        return List.of(
                UrgentPolicy.written(emergencies, clock),
                new EarlyTranscription(listening, emergencies),
                UrgentPolicy.spoken(emergencies, clock),
                turn -> firstPolicies().stream()
                        .flatMap(policy -> policy.reply(turn).stream())
                        .findFirst(),
                listening,
                UrgentPolicy.spoken(emergencies, clock),
                new UnsupportedContentPolicy(generator, transcriber),
                turn -> policies.guard().reply(turn),
                new HandoffAndLeadPolicy(generator),
                new SmallTalkPolicy(answers, generator, SmallTalkPhrases.NONE),
                new CuratedAnswerPolicy(answers, generator, clock),
                turn -> policies.moderation(moderation).reply(turn),
                new ModelPolicy(
                        generator,
                        new PromptContext(
                                new KnowledgeSearch(knowledge, clock),
                                new ContactFacts((_, _) -> contact.get(), List.of("name", "plan"), clock),
                                new Attachments(generator, files, clock),
                                new ReferencedMessages(store)),
                        new AnswerLearning(learned, knowledge, Duration.ofHours(24), clock),
                        limits,
                        new FallbackAnswer(KnowledgeBase.EVEN_ODDS),
                        clock));
    }

    private final class Generator implements ResponseGenerator {
        @Override
        public Generation generate(Prompt prompt) {
            prompts.add(prompt);
            return model.apply(prompt);
        }

        @Override
        public String confidential() {
            return CONFIDENTIAL;
        }

        @Override
        public boolean isConfigured() {
            return configured;
        }

        @Override
        public boolean reads(String contentType) {
            return readable.contains(contentType);
        }
    }

    /// A part a line, more where one is too long: enough to see parts go their way.
    private static List<String> format(String text, int limit) {
        ReplySplitter splitter = new ReplySplitter(limit, 50);
        return text.lines().flatMap(line -> splitter.split(line).stream()).toList();
    }
}
