package dev.recado.application.wiring;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.handoff.HandoffQueue;
import dev.recado.domain.handoff.HandoffTimeouts;
import dev.recado.domain.notification.NotifyUseCase;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Wires what happens to conversations that wait for a person.
@Factory
class HandoffWiring {

    @Singleton
    @Bean(typed = {HandoffTimeouts.class, BackgroundTask.class})
    HandoffTimeouts handoffTimeouts(
            HandoffQueue queue,
            SessionStore sessions,
            NotifyUseCase notify,
            BusinessEventSink events,
            TurnSettings settings,
            BuiltInTexts texts,
            VirtualThreadTimer timer,
            InstantSource clock) {
        HandoffTimeouts.Rules rules =
                new HandoffTimeouts.Rules(settings.humanTimeout(), settings.humanIdle(), texts);
        return new HandoffTimeouts(queue, sessions, notify, events, rules, timer, clock);
    }
}
