package dev.recado.adapter.mongodb;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Settings of the MongoDB server. Its text form hides the password.
///
/// @param uri absent: the embedded store is used
@ConfigurationProperties("recado.mongodb")
record ServerSettings(@Nullable String uri) {

    ServerSettings {
        uri = uri == null || uri.isBlank() ? null : uri;
    }

    @Override
    public String toString() {
        return "ServerSettings[" + (uri == null ? "embedded" : "server") + "]";
    }
}
