package dev.recado.application;

import dev.recado.domain.model.Channel;
import dev.recado.domain.port.ContactBook;
import dev.recado.domain.port.ContactDirectory;
import dev.recado.domain.port.EventLog;
import dev.recado.domain.port.EventOutbox;
import dev.recado.domain.port.EventReceiver;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.MessageSender;
import dev.recado.domain.port.Notifications;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.Probe;
import dev.recado.domain.port.Templates;
import dev.recado.domain.port.Tidings;
import dev.recado.domain.usecase.AnswerConversation.Stores;
import dev.recado.domain.usecase.AnswerConversation.TimeSource;
import dev.recado.domain.usecase.Chronicle;
import dev.recado.domain.usecase.ContactMemory;
import dev.recado.domain.usecase.Dispatcher;
import dev.recado.domain.usecase.EventPush;
import dev.recado.domain.usecase.KeepContactsUseCase;
import dev.recado.domain.usecase.NotificationStateUseCase;
import dev.recado.domain.usecase.NotificationWork;
import dev.recado.domain.usecase.NotificationWriter;
import dev.recado.domain.usecase.Notify;
import dev.recado.domain.usecase.NotifyUseCase;
import dev.recado.domain.usecase.Replies;
import dev.recado.domain.usecase.SendNotification;
import dev.recado.domain.usecase.Sending;
import dev.recado.domain.usecase.TellAgainUseCase;
import dev.recado.domain.usecase.TurnRules;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Builds what the business is told, and what it says unasked.
@Factory
class LedgerWiring {

    @Singleton
    @Bean(typed = {Chronicle.class, Tidings.class})
    Chronicle chronicle(EventLog log, Threads threads, EventSink events) {
        return new Chronicle(log, threads, events);
    }

    @Singleton
    NotificationWriter notificationWriter(Templates templates, MannersWiring.Settings settings, TurnRules rules) {
        return new NotificationWriter(templates, settings.botName(), rules.defaultLanguage());
    }

    @Singleton
    SendNotification.Turning turning(
            Dispatcher dispatcher, Replies replies, Sending sending, TurnRules rules, List<MessageSender> senders) {
        List<Channel> channels =
                senders.stream().map(MessageSender::channel).sorted().toList();
        return new SendNotification.Turning(dispatcher, replies, sending, rules, channels);
    }

    @Singleton
    SendNotification sendNotification(
            Notifications notifications,
            Stores stores,
            SendNotification.Turning turning,
            NotificationWriter writer,
            EventSink events,
            Wiring.Turns turns) {
        return new SendNotification(
                notifications, stores, turning, writer, events, new TimeSource(turns.clock(), turns.threads()));
    }

    @Singleton
    NotificationWork notificationWork(
            SendNotification send, Notifications notifications, Threads threads, InstantSource clock) {
        return new NotificationWork(send, notifications, threads, clock);
    }

    @Singleton
    @Bean(typed = {NotifyUseCase.class, NotificationStateUseCase.class})
    Notify notify(Notifications notifications, Stores stores, SendNotification.Turning turning, NotificationWork work) {
        return new Notify(notifications, stores.log(), Set.copyOf(turning.senders()), work);
    }

    /// Tells the business's own server what happened, where there is one.
    @Singleton
    @Bean(typed = {EventPush.class, TellAgainUseCase.class})
    @Requires(property = "recado.events-url")
    EventPush eventPush(
            EventOutbox outbox,
            EventReceiver receiver,
            Chronicle chronicle,
            Wiring.Turns turns,
            EventSink events,
            RandomGenerator chance) {
        EventPush push = new EventPush(outbox, receiver, turns.threads(), events, turns.clock(), chance);
        chronicle.whenWritten(push::wake);
        return push;
    }

    /// What is still to be told, and what could not be. It makes nothing ill: the business's server is not Recado's.
    @Singleton
    @Named("events")
    @Requires(property = "recado.events-url")
    Probe eventsProbe(EventOutbox outbox, InstantSource clock) {
        return Wiring.probe("events", () -> {
            try {
                EventOutbox.Count found = outbox.count();
                long age = found.oldest()
                        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis())
                        .orElse(0L);
                return Map.of(
                        "waiting", found.waiting(), "overdue_ms", Math.max(0, age), "set_aside", found.setAside());
            } catch (PortUnavailableException e) {
                return Map.of("error", "the store does not answer");
            }
        });
    }

    @Singleton
    @Primary
    @Bean(typed = {ContactDirectory.class, KeepContactsUseCase.class})
    ContactMemory contactMemory(
            ContactBook book, @Nullable @Named("business") ContactDirectory elsewhere, InstantSource clock) {
        return new ContactMemory(book, elsewhere == null ? ContactMemory.NOBODY : elsewhere, clock);
    }
}
