package dev.recado.application.wiring;

import dev.recado.application.logging.FanOutEventSink;
import dev.recado.domain.BackgroundTask;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.HandoffQueue;
import dev.recado.domain.handoff.HandoffTimeouts;
import dev.recado.domain.handoff.ReturnConversations;
import dev.recado.domain.handoff.ReturnConversationsUseCase;
import dev.recado.domain.handoff.StaffNoticeQueue;
import dev.recado.domain.live.ChangedConversations;
import dev.recado.domain.live.ConversationFeed;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.people.PersonStore;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Wires what happens to conversations that wait for a person.
@Factory
class HandoffWiring {

    /// Hears of events from the first time on that somebody watches.
    @Singleton
    @Bean(typed = ConversationFeed.class)
    ConversationFeed conversationFeed(
            ConversationList conversations,
            ChangedConversations changes,
            MessageLog log,
            FanOutEventSink events,
            VirtualThreadTimer timer,
            InstantSource clock) {
        ConversationFeed feed = new ConversationFeed(conversations, changes, log, timer, clock);
        events.tell(feed);
        return feed;
    }

    @Singleton
    @Bean(typed = {ReturnConversationsUseCase.class, BackgroundTask.class})
    ReturnConversations returnConversations(
            HandoffQueue queue,
            SessionStore sessions,
            PersonStore people,
            BusinessEventSink events,
            VirtualThreadTimer timer,
            InstantSource clock) {
        return new ReturnConversations(queue, sessions, people, events, timer, clock);
    }

    @Singleton
    @Bean(typed = {HandoffTimeouts.class, BackgroundTask.class})
    HandoffTimeouts handoffTimeouts(
            HandoffQueue queue,
            SessionStore sessions,
            NotifyUseCase notify,
            StaffNoticeQueue reminder,
            BusinessEventSink events,
            TurnSettings settings,
            BuiltInTexts texts,
            BusinessHours hours,
            VirtualThreadTimer timer,
            InstantSource clock) {
        HandoffTimeouts.Rules rules =
                new HandoffTimeouts.Rules(settings.humanTimeout(), settings.humanIdle(), texts, hours);
        return new HandoffTimeouts(queue, sessions, notify, reminder, events, rules, timer, clock);
    }
}
