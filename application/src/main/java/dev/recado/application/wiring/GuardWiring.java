package dev.recado.application.wiring;

import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.conversation.ConversationResolver;
import dev.recado.domain.conversation.IdleConversationCloser;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.policy.MessageLimits;
import dev.recado.domain.policy.ReplyPolicies;
import dev.recado.domain.turn.MuteCheck;
import dev.recado.domain.turn.MuteCheckUseCase;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Wires the guards that come before an answer, and the closing of idle conversations.
@Factory
class GuardWiring {

    /// The settings of the guards and of idle conversations.
    @ConfigurationProperties("recado")
    record Settings(
            int limitPerMinute,
            int limitPerDay,
            int strikes,
            Duration strikeWindow,
            Duration blockFor,
            int repeats,
            @Nullable List<String> optOutWords,
            Duration sessionTimeout) {}

    @Singleton
    ReplyPolicies replyPolicies(Settings settings) {
        return new ReplyPolicies(
                new MessageLimits(settings.limitPerMinute(), settings.limitPerDay()),
                new OffencePenalty(settings.strikes(), settings.strikeWindow(), settings.blockFor()),
                settings.repeats(),
                settings.optOutWords() == null ? Set.of() : Set.copyOf(settings.optOutWords()));
    }

    @Singleton
    MuteCheckUseCase muteCheck(AddressDirectory contacts, SessionStore sessions, InstantSource clock) {
        return new MuteCheck(new ConversationResolver(contacts), sessions, clock);
    }

    @Singleton
    IdleConversationCloser silent(
            SessionStore sessions,
            BusinessEventSink businessEvents,
            Settings settings,
            VirtualThreadTimer threads,
            InstantSource clock,
            RandomGenerator chance) {
        return new IdleConversationCloser(sessions, businessEvents, settings.sessionTimeout(), threads, clock, chance);
    }
}
