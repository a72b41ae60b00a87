package dev.recado.adapter.business;

import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.event.EventReceiver;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Creates the adapter's beans, as far as they are configured.
@Factory
final class BusinessFactory {

    @Singleton
    @Bean(preDestroy = "close")
    BusinessHttpClient exchange() {
        return new BusinessHttpClient();
    }

    @Singleton
    @Requires(property = "recado.events-url")
    EventReceiver receiver(
            @Property(name = "recado.events-url") String url,
            @Property(name = "recado.events-secret") String secret,
            BusinessHttpClient exchange,
            JsonMapper json,
            InstantSource clock,
            PublicIds ids) {
        return new HttpEventReceiver(URI.create(url), new EventSignature(secret), exchange, json, clock, ids);
    }

    @Singleton
    @Named("business")
    @Requires(property = "recado.contacts-url")
    ContactDirectory contacts(
            @Property(name = "recado.contacts-url") String url,
            @Nullable @Property(name = "recado.contacts-token") String token,
            BusinessHttpClient exchange,
            JsonMapper json,
            InstantSource clock) {
        return new HttpContactDirectory(URI.create(url), token, exchange, json, clock);
    }
}
