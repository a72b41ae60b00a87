package dev.recado.adapter.business;

import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.event.EventReceiver;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Creates the adapter's beans, as far as they are configured.
@Factory
final class BusinessFactory {

    @Singleton
    @Bean(preDestroy = "close")
    BusinessHttpClient exchange() {
        return new BusinessHttpClient();
    }

    @Singleton
    @Requires(beans = EventServerSettings.class)
    EventReceiver receiver(
            EventServerSettings settings,
            BusinessHttpClient exchange,
            JsonMapper json,
            InstantSource clock,
            PublicIds ids) {
        return new HttpEventReceiver(
                settings.eventsUrl(), new EventSignature(settings.eventsSecret()), exchange, json, clock, ids);
    }

    @Singleton
    @Named("business")
    @Requires(beans = ContactServerSettings.class)
    ContactDirectory contacts(
            ContactServerSettings settings, BusinessHttpClient exchange, JsonMapper json, InstantSource clock) {
        return new HttpContactDirectory(settings.contactsUrl(), settings.contactsToken(), exchange, json, clock);
    }
}
