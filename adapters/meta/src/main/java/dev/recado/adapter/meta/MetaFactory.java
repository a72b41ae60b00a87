package dev.recado.adapter.meta;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Puts the adapter together, once the number is known.
@Factory
@Requires(property = "recado.whatsapp.token")
class MetaFactory {
    @Singleton
    @Bean(preDestroy = "close")
    GraphClient client(MetaSettings settings) {
        return new GraphClient(settings);
    }
}
