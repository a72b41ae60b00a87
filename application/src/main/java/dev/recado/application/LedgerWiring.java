package dev.recado.application;

import dev.recado.domain.model.Channel;
import dev.recado.domain.port.EventLog;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.MessageSender;
import dev.recado.domain.port.Notifications;
import dev.recado.domain.port.Templates;
import dev.recado.domain.port.Tidings;
import dev.recado.domain.usecase.AnswerConversation.Stores;
import dev.recado.domain.usecase.AnswerConversation.TimeSource;
import dev.recado.domain.usecase.Chronicle;
import dev.recado.domain.usecase.Dispatcher;
import dev.recado.domain.usecase.NotificationStateUseCase;
import dev.recado.domain.usecase.NotificationWork;
import dev.recado.domain.usecase.NotificationWriter;
import dev.recado.domain.usecase.Notify;
import dev.recado.domain.usecase.NotifyUseCase;
import dev.recado.domain.usecase.Replies;
import dev.recado.domain.usecase.SendNotification;
import dev.recado.domain.usecase.Sending;
import dev.recado.domain.usecase.TurnRules;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

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
}
