package dev.recado.adapter.console.account;

import dev.recado.adapter.console.ConsoleSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/// Writes the links that people are invited by. The secret is in the fragment, which browsers send to no
/// server, so that it is in no log of a proxy.
@Singleton
final class InvitationLinks {
    private static final String PAGE = "/inbox/invitation#token=";

    private final ConsoleSettings settings;

    InvitationLinks(ConsoleSettings settings) {
        this.settings = settings;
    }

    /// @param request of the admin, whose address counts when none is configured
    String of(String secret, HttpRequest<?> request) {
        String url = settings.publicUrl();
        if (url != null && !url.isBlank()) {
            return url.replaceAll("/+$", "") + PAGE + secret;
        }
        boolean https = request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return (https ? "https://" : "http://") + (host == null ? "localhost" : host) + PAGE + secret;
    }
}
