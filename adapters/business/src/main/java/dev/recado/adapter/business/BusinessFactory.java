package dev.recado.adapter.business;

import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.http.OutboundHttpClient;
import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.event.EventReceiver;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/// Creates the adapter's beans, as far as they are configured.
@Factory
final class BusinessFactory {
    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 1_000);
    private static final int MAX_ANSWER = 64 << 10;

    @Singleton
    @Named("business")
    @Bean(preDestroy = "close")
    OutboundHttpClient http() {
        return new OutboundHttpClient(LIMITS, MAX_ANSWER);
    }

    @Singleton
    @Requires(beans = EventServerSettings.class)
    EventReceiver receiver(
            EventServerSettings settings,
            @Named("business") OutboundHttpClient http,
            JsonMapper json,
            InstantSource clock,
            PublicIds ids) {
        return new HttpEventReceiver(
                settings.eventsUrl(), new EventSignature(settings.eventsSecret()), http, json, clock, ids);
    }

    @Singleton
    @Named("business")
    @Requires(beans = ContactServerSettings.class)
    ContactDirectory contacts(
            ContactServerSettings settings,
            @Named("business") OutboundHttpClient http,
            JsonMapper json,
            InstantSource clock) {
        return new HttpContactDirectory(settings.contactsUrl(), settings.contactsToken(), http, json, clock);
    }
}
