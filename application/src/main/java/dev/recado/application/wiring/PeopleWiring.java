package dev.recado.application.wiring;

import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.delivery.TypingPresence;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.handoff.AssignConversation;
import dev.recado.domain.handoff.AssignConversationUseCase;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.SendAgentMessage;
import dev.recado.domain.handoff.SendAgentMessageUseCase;
import dev.recado.domain.handoff.ShowTyping;
import dev.recado.domain.handoff.ShowTypingUseCase;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.notification.NotifyUseCase;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/// Wires what people of the business do in conversations.
@Factory
class PeopleWiring {

    @Singleton
    AssignConversationUseCase assignment(SessionStore sessions, BusinessEventSink events, InstantSource clock) {
        return new AssignConversation(sessions, events, clock);
    }

    @Singleton
    SendAgentMessageUseCase agentMessages(
            SessionStore sessions,
            Inbox inbox,
            AssignConversationUseCase assignment,
            NotifyUseCase notify,
            Notifications notifications,
            InstantSource clock) {
        return new SendAgentMessage(sessions, inbox, assignment, notify, notifications, clock);
    }

    @Singleton
    ShowTypingUseCase showTyping(
            ConversationList conversations,
            Inbox inbox,
            List<TypingPresence> presences,
            DeliveryWiring.Settings settings,
            VirtualThreadTimer threads) {
        return new ShowTyping(conversations, inbox, settings.shown(presences), threads);
    }
}
