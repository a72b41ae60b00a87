package dev.recado.application;

import dev.recado.domain.policy.Limits;
import dev.recado.domain.policy.Manners;
import dev.recado.domain.policy.Offences;
import dev.recado.domain.port.Contacts;
import dev.recado.domain.port.ContentGuard;
import dev.recado.domain.port.SessionStore;
import dev.recado.domain.port.Tidings;
import dev.recado.domain.usecase.AddressBook;
import dev.recado.domain.usecase.Hushed;
import dev.recado.domain.usecase.HushedUseCase;
import dev.recado.domain.usecase.SilentConversations;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Builds what comes before any answer, and what ends a conversation.
@Factory
class GuardsWiring {

    /// What the catalogue's guards say.
    @ConfigurationProperties("recado")
    record Settings(
            @Bindable(defaultValue = "10") int limitPerMinute,
            @Bindable(defaultValue = "30") int limitPerDay,
            @Bindable(defaultValue = "3") int strikes,
            @Bindable(defaultValue = "1h") Duration strikeWindow,
            @Bindable(defaultValue = "1h") Duration blockFor,
            @Bindable(defaultValue = "4") int repeats,
            @Nullable List<String> optOutWords) {}

    @Singleton
    Manners manners(Settings settings) {
        return new Manners(
                new Limits(settings.limitPerMinute(), settings.limitPerDay()),
                new Offences(settings.strikes(), settings.strikeWindow(), settings.blockFor()),
                settings.repeats(),
                settings.optOutWords() == null ? Set.of() : Set.copyOf(settings.optOutWords()));
    }

    record Guards(Manners manners, ContentGuard moderation) {}

    @Singleton
    Guards guards(Manners manners, ContentGuard moderation) {
        return new Guards(manners, moderation);
    }

    @Singleton
    HushedUseCase hushed(Contacts contacts, SessionStore sessions, InstantSource clock) {
        return new Hushed(new AddressBook(contacts), sessions, clock);
    }

    @Singleton
    SilentConversations silent(
            SessionStore sessions,
            Tidings tidings,
            @Property(name = "recado.session-timeout", defaultValue = "24h") Duration timeout,
            Threads threads,
            InstantSource clock,
            RandomGenerator chance) {
        return new SilentConversations(sessions, tidings, timeout, threads, clock, chance);
    }
}
