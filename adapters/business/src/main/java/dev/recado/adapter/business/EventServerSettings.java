package dev.recado.adapter.business;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.net.URI;

/// Settings of the business's server that is told of events. Its text form hides the secret.
///
/// @param eventsSecret signs what that server is told
@ConfigurationProperties("recado")
@Requires(property = "recado.events-url")
record EventServerSettings(URI eventsUrl, String eventsSecret) {

    @Override
    public String toString() {
        return "EventServerSettings[eventsUrl=" + eventsUrl + "]";
    }
}
