package dev.recado.application.wiring;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.CachedContactDirectory;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.contact.SaveContactsUseCase;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.event.BusinessEventWriter;
import dev.recado.domain.event.EventOutbox;
import dev.recado.domain.event.EventReceiver;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.event.EventWebhookPublisher;
import dev.recado.domain.event.ReplayEventsUseCase;
import dev.recado.domain.handoff.StaffNoticeQueue;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.notification.NotificationScheduler;
import dev.recado.domain.notification.NotificationStateUseCase;
import dev.recado.domain.notification.NotificationWriter;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.notification.Notify;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.notification.SendNotification;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.TurnRules;
import dev.recado.domain.turn.TurnSteps;
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

/// Wires business events and notifications.
@Factory
class EventWiring {

    @Singleton
    @Bean(typed = {BusinessEventWriter.class, BusinessEventSink.class, BackgroundTask.class})
    BusinessEventWriter businessEventWriter(StaffNoticeQueue log, VirtualThreadTimer threads, EventSink events) {
        return new BusinessEventWriter(log, threads, events);
    }

    @Singleton
    NotificationWriter notificationWriter(Templates templates, DeliveryWiring.Settings settings, TurnRules rules) {
        return new NotificationWriter(templates, settings.botName(), rules.defaultLanguage());
    }

    /// The channels of the providers that are configured, the preferred one first.
    private static List<Channel> channels(List<MessageSender> senders) {
        return senders.stream().map(MessageSender::channel).sorted().toList();
    }

    @Singleton
    SendNotification sendNotification(
            Notifications notifications,
            Dispatcher dispatcher,
            List<MessageSender> senders,
            NotificationWriter writer,
            TurnSteps steps) {
        return new SendNotification(notifications, dispatcher, channels(senders), writer, steps);
    }

    @Singleton
    NotificationScheduler notificationWork(
            SendNotification send, Notifications notifications, VirtualThreadTimer threads, InstantSource clock) {
        return new NotificationScheduler(send, notifications, threads, clock);
    }

    @Singleton
    @Bean(typed = {NotifyUseCase.class, NotificationStateUseCase.class})
    Notify notify(
            Notifications notifications, MessageLog log, List<MessageSender> senders, NotificationScheduler work) {
        return new Notify(notifications, log, Set.copyOf(channels(senders)), work);
    }

    /// Sends business events to the business's own server, if there is one.
    @Singleton
    @Bean(typed = {EventWebhookPublisher.class, ReplayEventsUseCase.class, BackgroundTask.class})
    @Requires(property = "recado.events-url")
    EventWebhookPublisher eventWebhook(
            EventOutbox outbox,
            EventReceiver receiver,
            BusinessEventWriter businessEventWriter,
            VirtualThreadTimer threads,
            InstantSource clock,
            EventSink events,
            RandomGenerator chance) {
        EventWebhookPublisher push = new EventWebhookPublisher(outbox, receiver, threads, events, clock, chance);
        businessEventWriter.onWritten(push::wake);
        return push;
    }

    /// Events that wait for the business's server, and those that could not be delivered. It never makes
    /// `/health` DOWN: that server is not part of Recado.
    @Singleton
    @Named("events")
    @Requires(property = "recado.events-url")
    Probe eventsProbe(EventOutbox outbox, InstantSource clock) {
        return OperationWiring.probe("events", () -> {
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
    @Bean(typed = {ContactDirectory.class, SaveContactsUseCase.class, CachedContactDirectory.class})
    CachedContactDirectory contactMemory(
            ContactBook book, @Nullable @Named("business") ContactDirectory elsewhere, InstantSource clock) {
        return new CachedContactDirectory(book, elsewhere == null ? CachedContactDirectory.EMPTY : elsewhere, clock);
    }
}
