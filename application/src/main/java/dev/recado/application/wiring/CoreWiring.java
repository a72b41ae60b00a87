package dev.recado.application.wiring;

import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.availability.StaffAvailability;
import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.conversation.ConversationResolver;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.delivery.ClosedWindowNotice;
import dev.recado.domain.delivery.Delivery;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.Pacing;
import dev.recado.domain.delivery.ReplyFormatter;
import dev.recado.domain.delivery.SenderBlocks;
import dev.recado.domain.delivery.Senders;
import dev.recado.domain.delivery.TypingIndicator;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.format.MarkupReader;
import dev.recado.domain.format.ReplyComposer;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.intake.AcceptMessage;
import dev.recado.domain.intake.DurableIntake;
import dev.recado.domain.intake.OrderAfterOutage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.LanguageDetector;
import dev.recado.domain.turn.AnswerConversation;
import dev.recado.domain.turn.AnswerDelivery;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.FailureNotices;
import dev.recado.domain.turn.RecoverySweeper;
import dev.recado.domain.turn.ReplyDecider;
import dev.recado.domain.turn.TurnRules;
import dev.recado.domain.turn.TurnSteps;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Wires the domain around the adapters that are present.
@Factory
class CoreWiring {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration QUIET_CAP = Duration.ofSeconds(5);
    private static final int MOST_PARTS = 5;
    /// How many waiting messages are held in memory for each turn that may run: enough to keep every turn busy
    /// between two sweeps of the store, in a few MB.
    private static final int HELD_FOR_EACH_TURN = 4;

    private static final int LEAST_HELD = 1_000;
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
    VirtualThreadTimer threads() {
        return new VirtualThreadTimer();
    }

    @Singleton
    TurnRules rules(TurnSettings settings, BuiltInTexts texts, StaffAvailability staff) {
        return new TurnRules(
                settings.turnDeadline(),
                LEASE,
                settings.historyTurns(),
                texts,
                PATIENCE,
                settings.turnAttempts(),
                settings.humanIdle(),
                staff);
    }

    @Singleton
    @Bean(preDestroy = "close")
    AnalysisThreadPool analysis(InstantSource clock) {
        return new AnalysisThreadPool(Runtime.getRuntime().availableProcessors(), clock);
    }

    @Singleton
    ReplyDecider replies(
            AnswerWiring.OrderedPolicies ordered,
            LanguageDetector languages,
            TurnRules rules,
            TypingIndicator typing,
            EventSink events,
            AnalysisExecutor analysis) {
        return new ReplyDecider(ordered.policies(), languages, rules, typing, events, analysis);
    }

    @Singleton
    Senders senders(
            List<MessageSender> senders,
            MessageLog log,
            EventSink events,
            BusinessEventSink businessEvents,
            InstantSource clock) {
        Map<Channel, MessageSender> byChannel =
                senders.stream().collect(Collectors.toMap(MessageSender::channel, Function.identity()));
        return new Senders(byChannel, new SenderBlocks(log, events, businessEvents, clock));
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
    AnswerDelivery answerDelivery(
            Delivery delivery,
            MessageLog log,
            ReplyFormatter formatter,
            ClosedWindowNotice notice,
            FailureNotices failureNotices) {
        return new AnswerDelivery(delivery, log, formatter, notice, failureNotices);
    }

    @Singleton
    @Bean(typed = AnswerConversation.class)
    AnswerConversation answer(TurnSteps steps) {
        return new AnswerConversation(steps);
    }

    @Singleton
    TurnSteps turnSteps(
            TurnSteps.Stores stores,
            ReplyDecider replies,
            AnswerDelivery delivery,
            TurnRules rules,
            EventSink events,
            TurnSteps.TimeSource time) {
        return new TurnSteps(stores, replies, delivery, rules, events, time);
    }

    @Singleton
    TurnSteps.TimeSource timeSource(InstantSource clock, VirtualThreadTimer timer) {
        return new TurnSteps.TimeSource(clock, timer);
    }

    @Singleton
    Dispatcher dispatcher(
            OrderAfterOutage answer, Dispatcher.Pace pace, VirtualThreadTimer threads, InstantSource clock) {
        return new Dispatcher(answer, pace, threads, threads::run, clock);
    }

    @Singleton
    TurnSteps.Stores stores(
            SessionStore sessions,
            SessionJoins joins,
            Inbox inbox,
            MessageLog log,
            AddressDirectory contacts,
            BusinessEventSink businessEvents) {
        return new TurnSteps.Stores(sessions, joins, inbox, log, contacts, businessEvents);
    }

    @Singleton
    Dispatcher.Pace pace(TurnSettings settings) {
        return new Dispatcher.Pace(
                settings.quietTime(),
                QUIET_CAP,
                settings.turnDeadline(),
                settings.turnsAtOnce(),
                Math.max(LEAST_HELD, HELD_FOR_EACH_TURN * settings.turnsAtOnce()));
    }

    @Singleton
    RecoverySweeper recovery(
            TurnSteps.Stores stores,
            Dispatcher dispatcher,
            VirtualThreadTimer threads,
            InstantSource clock,
            RandomGenerator chance) {
        return new RecoverySweeper(stores.inbox(), stores.sessions(), dispatcher, threads, clock, chance);
    }

    @Singleton
    @Bean(typed = AcceptMessage.class)
    AcceptMessage acceptMessage(
            AddressDirectory contacts,
            DurableIntake durableIntake,
            Dispatcher dispatcher,
            RecoverySweeper recovery,
            EventSink events) {
        return new AcceptMessage(new ConversationResolver(contacts), durableIntake, dispatcher, recovery, events);
    }
}
