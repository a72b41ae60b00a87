package dev.recado.domain.fake;

import dev.recado.domain.guard.SmallTalkPhrases;
import dev.recado.domain.media.KeptMedia;
import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Contact;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.OutboundContent.Option;
import dev.recado.domain.model.OutboundContent.Template;
import dev.recado.domain.model.Texts;
import dev.recado.domain.policy.Briefing;
import dev.recado.domain.policy.ContactFacts;
import dev.recado.domain.policy.CuratedAnswerPolicy;
import dev.recado.domain.policy.EarlyListening;
import dev.recado.domain.policy.Enclosures;
import dev.recado.domain.policy.KnowledgeSearch;
import dev.recado.domain.policy.Learning;
import dev.recado.domain.policy.ListeningPolicy;
import dev.recado.domain.policy.Manners;
import dev.recado.domain.policy.ModelPolicy;
import dev.recado.domain.policy.NoticePolicy;
import dev.recado.domain.policy.References;
import dev.recado.domain.policy.ReplyPolicy;
import dev.recado.domain.policy.RequestPolicy;
import dev.recado.domain.policy.SmallTalkPolicy;
import dev.recado.domain.policy.UrgentPolicy;
import dev.recado.domain.policy.WithoutModel;
import dev.recado.domain.port.AnalysisExecutor;
import dev.recado.domain.port.AnswerCache;
import dev.recado.domain.port.AnswerCache.CuratedAnswer;
import dev.recado.domain.port.ContentGuard;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.KnowledgeBase;
import dev.recado.domain.port.ResponseGenerator;
import dev.recado.domain.port.ResponseGenerator.Generation;
import dev.recado.domain.port.ResponseGenerator.Prompt;
import dev.recado.domain.port.Templates.Variable;
import dev.recado.domain.port.UrgentAnswers;
import dev.recado.domain.reply.ReplySplitter;
import dev.recado.domain.usecase.AcceptMessage;
import dev.recado.domain.usecase.AddressBook;
import dev.recado.domain.usecase.AnswerConversation;
import dev.recado.domain.usecase.Apologies;
import dev.recado.domain.usecase.Chronicle;
import dev.recado.domain.usecase.Delivery;
import dev.recado.domain.usecase.Dispatcher;
import dev.recado.domain.usecase.Drain;
import dev.recado.domain.usecase.InboxState;
import dev.recado.domain.usecase.Intake;
import dev.recado.domain.usecase.LateFailures;
import dev.recado.domain.usecase.NotificationWork;
import dev.recado.domain.usecase.NotificationWriter;
import dev.recado.domain.usecase.Notify;
import dev.recado.domain.usecase.OrderAfterOutage;
import dev.recado.domain.usecase.Overdue;
import dev.recado.domain.usecase.Pacing;
import dev.recado.domain.usecase.Reconcile;
import dev.recado.domain.usecase.ReconcileAfterOutages;
import dev.recado.domain.usecase.RecordReceipt;
import dev.recado.domain.usecase.RecordReceiptUseCase;
import dev.recado.domain.usecase.Recovery;
import dev.recado.domain.usecase.Refusals;
import dev.recado.domain.usecase.ReplayDeadLetter;
import dev.recado.domain.usecase.Replies;
import dev.recado.domain.usecase.SendNotification;
import dev.recado.domain.usecase.SendTest;
import dev.recado.domain.usecase.SenderBlocks;
import dev.recado.domain.usecase.Senders;
import dev.recado.domain.usecase.Sending;
import dev.recado.domain.usecase.SilentConversations;
import dev.recado.domain.usecase.TurnRules;
import dev.recado.domain.usecase.Typing;
import dev.recado.domain.usecase.WindowNotice;
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

/// The core with everything around it in memory: one process. Time passes when the test says so; turns run on the
/// test's own thread.
public final class Desk {
    public static final Duration QUIET = Duration.ofSeconds(1);
    public static final Duration DEADLINE = Duration.ofSeconds(60);
    /// How many messages the dispatcher holds.
    public static final int HELD = 60;
    public static final int ATTEMPTS = 3;
    /// After which a conversation is closed.
    public static final Duration SILENCE = Duration.ofHours(24);

    public final SettableClock clock;
    public final ManualTimer timer;
    public final InMemoryStore store;
    public final FakeSender sender;
    public final List<Event> events = new CopyOnWriteArrayList<>();
    /// What the business was told.
    public final List<BusinessEvent> tidings = new CopyOnWriteArrayList<>();

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
    public final Recovery recovery;
    public final Dispatcher dispatcher;
    public final InboxState inbox;
    public final FakeSpool spool;
    public final FakeProcesses processes;
    public final Chronicle chronicle;
    /// Not started.
    public final SilentConversations silent;

    /// How many messages are answered, who is blocked.
    public Manners manners = Manners.LENIENT;
    /// A provider's moderation.
    public ContentGuard moderation = (text, deadline) -> new ContentGuard.Verdict.Fine();

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
    /// Whether there is a model.
    public boolean configured = true;
    /// The types of file that the model looks at.
    public final Set<String> readable = new HashSet<>();

    /// What the model is instructed by, and is not to tell.
    public static final String CONFIDENTIAL =
            "Be kind to whoever writes, and tell nobody that the spare key lies under the third stone by the well.";
    public final Notify notify;
    public final NotificationWork notifications;
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
                Texts.builtIn(Language.SPANISH),
                Duration.ofMinutes(10),
                ATTEMPTS,
                Duration.ofMinutes(30));
        Replies replies = new Replies(
                policies(),
                text -> Optional.ofNullable(languages.get(text)),
                rules,
                new Typing(Map.of(Channel.TWILIO, presence), timer, events::add, clock),
                events::add,
                AnalysisExecutor.DIRECT);
        this.silent = new SilentConversations(store, tidings::addAll, SILENCE, timer, clock, new Random(1));
        this.chronicle = new Chronicle(store, timer, events::add);
        this.blocks = new SenderBlocks(store, events::add, chronicle, clock);
        Senders senders = new Senders(Map.of(Channel.TWILIO, sender), blocks);
        Delivery delivery = new Delivery(
                senders,
                rules.patience(),
                new Pacing(limits, clock, clock::advance),
                events::add,
                clock,
                new Random(1));
        Refusals refusals = new Refusals(spool, events::add);
        Apologies apologies = Apologies.in(spool, store, refusals);
        Sending sending = new Sending(
                delivery,
                store,
                Desk::format,
                new WindowNotice(
                        (purpose, channel, language, values) ->
                                Optional.ofNullable(templates.get(language)).map(template -> template.apply(values)),
                        "Recado",
                        Language.SPANISH),
                apologies);
        AnswerConversation.Stores stores = new AnswerConversation.Stores(store, store, store, store, store, told -> {
            tidings.addAll(told);
            chronicle.take(told);
        });
        AnswerConversation answer = new AnswerConversation(
                stores, replies, sending, rules, events::add, new AnswerConversation.TimeSource(clock, timer));
        RecordReceipt stored = new RecordReceipt(
                store, new LateFailures(senders, store, store, store, events::add, clock), timer, events::add);
        Overdue overdue = new Overdue(spool, sending, replies, rules, clock);
        Intake intake = new Intake(store, stored, spool, overdue, events::add);
        this.processes = outside.processes();
        OrderAfterOutage order = new OrderAfterOutage(answer, processes, intake, apologies, timer, clock);
        this.dispatcher = new Dispatcher(
                order,
                new Dispatcher.Pace(QUIET, Duration.ofSeconds(5), DEADLINE, 100, HELD),
                timer,
                Runnable::run,
                clock);
        this.notifications = new NotificationWork(
                new SendNotification(
                        store,
                        stores,
                        new SendNotification.Turning(dispatcher, replies, sending, rules, List.of(Channel.TWILIO)),
                        new NotificationWriter(
                                (purpose, channel, language, values) -> Optional.empty(), "Recado", Language.SPANISH),
                        events::add,
                        new AnswerConversation.TimeSource(clock, timer)),
                store,
                timer,
                clock);
        this.notify = new Notify(store, store, Set.of(Channel.TWILIO), notifications);
        this.sendTest = new SendTest(senders, () -> "test-" + clock.instant());
        this.recovery = new Recovery(store, store, dispatcher, timer, clock, new Random(1));
        this.inbox = new InboxState(store, dispatcher, clock);
        this.accept = new AcceptMessage(new AddressBook(store), intake, dispatcher, recovery, events::add);
        this.receipts = intake;
        this.received = received;
        this.reconcile = new Reconcile(List.of(received), store, accept, events::add);
        this.outages = new ReconcileAfterOutages(reconcile, store, Duration.ofMinutes(5), timer, clock);
        this.replay = new ReplayDeadLetter(store, accept, events::add, clock);
        new Drain(
                        new Drain.Parts(spool, intake, apologies, overdue, refusals),
                        new Drain.Targets(store, stored, dispatcher),
                        timer,
                        Runnable::run,
                        clock,
                        events::add)
                .start();
        order.start();
    }

    /// The process dies and another life of it begins: what it held in memory is gone, the store and the provider
    /// stay.
    public Desk restarted() {
        dispatcher.stop();
        timer.stop();
        Desk next = new Desk(clock, store, new Outside(sender, received, processes), spool, pace);
        next.manners = manners;
        next.recovery.start();
        next.outages.start();
        next.chronicle.start();
        next.notifications.start();
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
        other.manners = manners;
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

    /// The row, as it is wired.
    private List<ReplyPolicy> policies() {
        KeptMedia files = media.media(clock, events::add);
        UrgentAnswers emergencies = new UrgentAnswers() {
            @Override
            public boolean any() {
                return !urgent.isEmpty();
            }

            @Override
            public Optional<CuratedAnswer> urgent(String text, Language language) {
                return Optional.ofNullable(urgent.get(text))
                        .map(answer -> new CuratedAnswer("emergency", answer, language, null, List.of(), 1));
            }
        };
        ListeningPolicy listening = new ListeningPolicy(transcriber, files, store, clock);
        AnswerCache answers = (question, language) -> Optional.ofNullable(curated.get(question))
                .map(text -> new CuratedAnswer(
                        "entry", text, language, spoken.get(question), offers.getOrDefault(question, List.of()), 1));
        return List.of(
                UrgentPolicy.written(emergencies, clock),
                new EarlyListening(listening, emergencies),
                UrgentPolicy.spoken(emergencies, clock),
                turn -> manners.first().stream()
                        .flatMap(policy -> policy.reply(turn).stream())
                        .findFirst(),
                listening,
                UrgentPolicy.spoken(emergencies, clock),
                new NoticePolicy(generator, transcriber),
                turn -> manners.guard().reply(turn),
                new RequestPolicy(generator),
                new SmallTalkPolicy(answers, generator, SmallTalkPhrases.NONE),
                new CuratedAnswerPolicy(answers, generator, clock),
                turn -> manners.moderation(moderation).reply(turn),
                new ModelPolicy(
                        generator,
                        new Briefing(
                                new KnowledgeSearch(knowledge, clock),
                                new ContactFacts(
                                        (addresses, deadline) -> contact.get(), List.of("name", "plan"), clock),
                                new Enclosures(generator, files, clock),
                                new References(store)),
                        new Learning(learned, knowledge, Duration.ofHours(24), clock),
                        limits,
                        new WithoutModel(KnowledgeBase.EVEN),
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
