package dev.recado.adapter.business;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Settings of the business's server that knows contacts. Its text form hides the token.
///
/// @param contactsToken the bearer token for that server; absent: none is sent
@ConfigurationProperties("recado")
@Requires(property = "recado.contacts-url")
record ContactServerSettings(URI contactsUrl, @Nullable String contactsToken) {

    @Override
    public String toString() {
        return "ContactServerSettings[contactsUrl=" + contactsUrl + "]";
    }
}
