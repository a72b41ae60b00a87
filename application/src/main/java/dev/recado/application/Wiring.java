package dev.recado.application;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Texts;
import dev.recado.domain.port.AnalysisExecutor;
import dev.recado.domain.port.Contacts;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.IdGenerator;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.LanguageDetector;
import dev.recado.domain.port.MessageLog;
import dev.recado.domain.port.MessageSender;
import dev.recado.domain.port.Probe;
import dev.recado.domain.port.SessionJoins;
import dev.recado.domain.port.SessionStore;
import dev.recado.domain.port.Tidings;
import dev.recado.domain.reply.MarkupReader;
import dev.recado.domain.reply.ReplyComposer;
import dev.recado.domain.usecase.AcceptMessage;
import dev.recado.domain.usecase.AddressBook;
import dev.recado.domain.usecase.AnswerConversation;
import dev.recado.domain.usecase.Delivery;
import dev.recado.domain.usecase.Diagnose;
import dev.recado.domain.usecase.DiagnoseUseCase;
import dev.recado.domain.usecase.Dispatcher;
import dev.recado.domain.usecase.InboxState;
import dev.recado.domain.usecase.Intake;
import dev.recado.domain.usecase.OrderAfterOutage;
import dev.recado.domain.usecase.Pacing;
import dev.recado.domain.usecase.Recovery;
import dev.recado.domain.usecase.Replies;
import dev.recado.domain.usecase.ReplyFormatter;
import dev.recado.domain.usecase.SendTest;
import dev.recado.domain.usecase.SendTestUseCase;
import dev.recado.domain.usecase.SenderBlocks;
import dev.recado.domain.usecase.Senders;
import dev.recado.domain.usecase.SendersProbe;
import dev.recado.domain.usecase.Sending;
import dev.recado.domain.usecase.TurnRules;
import dev.recado.domain.usecase.Typing;
import dev.recado.domain.usecase.WebhookWatch;
import dev.recado.domain.usecase.WindowNotice;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Builds the core by hand around whatever adapters are present.
@Factory
class Wiring {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration QUIET_CAP = Duration.ofSeconds(5);
    private static final int MOST_PARTS = 5;
    /// Enough to keep every turn busy between two looks into the store; a few MB, as most messages are short.
    private static final int HELD_FOR_EACH_TURN = 4;

    private static final int LEAST_HELD = 1_000;
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final Duration FORMATTING = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Singleton
    RandomGenerator chance() {
        return new Random();
    }

    @Singleton
    IdGenerator ids() {
        return () -> UUID.randomUUID().toString();
    }

    @Singleton
    @Bean(preDestroy = "close")
    Threads threads() {
        return new Threads();
    }

    @Singleton
    TurnRules rules(TurnSettings settings, Texts texts) {
        return new TurnRules(
                settings.turnDeadline(),
                LEASE,
                settings.historyTurns(),
                texts,
                PATIENCE,
                settings.turnAttempts(),
                settings.humanIdle());
    }

    /// How replies are decided: by which rules, seen by whom, and told to whom.
    record Decisions(TurnRules rules, Typing typing, EventSink events) {}

    @Singleton
    Decisions decisions(TurnRules rules, Typing typing, EventSink events) {
        return new Decisions(rules, typing, events);
    }

    @Singleton
    @Bean(preDestroy = "close")
    AnalysisPool analysis(InstantSource clock) {
        return new AnalysisPool(Runtime.getRuntime().availableProcessors(), clock);
    }

    @Singleton
    Replies replies(BrainWiring.Row row, LanguageDetector languages, Decisions how, AnalysisExecutor analysis) {
        return new Replies(row.policies(), languages, how.rules(), how.typing(), how.events(), analysis);
    }

    @Singleton
    Senders senders(
            List<MessageSender> senders, MessageLog log, EventSink events, Tidings tidings, InstantSource clock) {
        Map<Channel, MessageSender> byChannel =
                senders.stream().collect(Collectors.toMap(MessageSender::channel, Function.identity()));
        return new Senders(byChannel, new SenderBlocks(log, events, tidings, clock));
    }

    @Singleton
    Delivery delivery(Senders senders, TurnRules rules, Pacing pacing, EventSink events, InstantSource clock) {
        return new Delivery(senders, rules.patience(), pacing, events, clock, new Random());
    }

    @Singleton
    ReplyFormatter formatter(MarkupReader reader, AnalysisExecutor analysis, InstantSource clock) {
        return (text, limit) -> analysis.call(
                clock.instant().plus(FORMATTING), () -> new ReplyComposer(reader, limit, MOST_PARTS).compose(text));
    }

    @Singleton
    Sending sending(Delivery delivery, SpoolWiring.Records records, ReplyFormatter formatter, WindowNotice notice) {
        return new Sending(delivery, records.log(), formatter, notice, records.apologies());
    }

    @Singleton
    @Bean(typed = AnswerConversation.class)
    AnswerConversation answer(
            AnswerConversation.Stores stores,
            Replies replies,
            Sending sending,
            TurnRules rules,
            EventSink events,
            Turns turns) {
        return new AnswerConversation(
                stores,
                replies,
                sending,
                rules,
                events,
                new AnswerConversation.TimeSource(turns.clock(), turns.threads()));
    }

    @Singleton
    Dispatcher dispatcher(OrderAfterOutage answer, Turns turns) {
        return new Dispatcher(answer, turns.pace(), turns.threads(), turns.threads()::run, turns.clock());
    }

    @Singleton
    AnswerConversation.Stores stores(
            SessionStore sessions,
            SessionJoins joins,
            Inbox inbox,
            MessageLog log,
            Contacts contacts,
            Tidings tidings) {
        return new AnswerConversation.Stores(sessions, joins, inbox, log, contacts, tidings);
    }

    /// How turns run: when, where and how many.
    record Turns(Threads threads, InstantSource clock, Dispatcher.Pace pace) {}

    @Singleton
    Turns turns(Threads threads, InstantSource clock, TurnSettings settings) {
        return new Turns(
                threads,
                clock,
                new Dispatcher.Pace(
                        settings.quietTime(),
                        QUIET_CAP,
                        settings.turnDeadline(),
                        settings.turnsAtOnce(),
                        Math.max(LEAST_HELD, HELD_FOR_EACH_TURN * settings.turnsAtOnce())));
    }

    @Singleton
    Recovery recovery(
            AnswerConversation.Stores stores,
            Dispatcher dispatcher,
            Threads threads,
            InstantSource clock,
            RandomGenerator chance) {
        return new Recovery(stores.inbox(), stores.sessions(), dispatcher, threads, clock, chance);
    }

    @Singleton
    InboxState inboxState(Inbox inbox, Dispatcher dispatcher, InstantSource clock) {
        return new InboxState(inbox, dispatcher, clock);
    }

    @Singleton
    @Bean(typed = AcceptMessage.class)
    AcceptMessage acceptMessage(
            Contacts contacts, Intake intake, Dispatcher dispatcher, Recovery recovery, EventSink events) {
        return new AcceptMessage(new AddressBook(contacts), intake, dispatcher, recovery, events);
    }

    @Singleton
    DiagnoseUseCase diagnose(List<Probe> probes, Threads threads) {
        return new Diagnose(probes, threads::run, PROBE_LIMIT);
    }

    /// The providers that are configured, and whether they take messages, as the last ones showed. Nobody is asked:
    /// whether the credentials work is told by `GET /api/v1/test`.
    @Singleton
    @Named("providers")
    Probe providers(Senders senders, WebhookWatch webhooks) {
        return new SendersProbe(senders, webhooks);
    }

    /// Hears what happens from when it is made.
    @Singleton
    @Bean(typed = WebhookWatch.class)
    WebhookWatch webhookWatch(News news, InstantSource clock) {
        WebhookWatch webhooks = new WebhookWatch(news, clock);
        news.tell(webhooks);
        return webhooks;
    }

    /// Whose business the bot answers for, and what to set while nobody has said.
    @Singleton
    @Named("business")
    Probe business(BusinessSetup setup) {
        return finding("business", () -> new Probe.Finding(true, setup.details(), setup.advice()));
    }

    static Probe probe(String part, Supplier<Map<String, Object>> details) {
        return finding(part, () -> new Probe.Finding(true, details.get()));
    }

    static Probe finding(String part, Supplier<Probe.Finding> finding) {
        return new Probe() {
            @Override
            public String part() {
                return part;
            }

            @Override
            public Finding examine() {
                return finding.get();
            }
        };
    }

    @Singleton
    SendTestUseCase sendTest(Senders senders, IdGenerator ids) {
        return new SendTest(senders, ids);
    }
}
