package dev.recado.adapter.console.access;

import dev.recado.adapter.console.ConsoleSettings;
import dev.recado.domain.people.PersonSession;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The cookie that holds the secret of a person's session. With an https address its name begins with
/// `__Host-`, so that browsers take it from no other host and not by plain http.
@Singleton
public final class SessionCookie {
    private static final String NAME = "recado_session";
    private static final String HOST_NAME = "__Host-" + NAME;

    private final boolean https;

    SessionCookie(ConsoleSettings settings) {
        this.https = settings.isHttps();
    }

    private String name() {
        return https ? HOST_NAME : NAME;
    }

    /// The secret that the request brings, whether it is worth something or not.
    public Optional<String> read(HttpRequest<?> request) {
        return request.getCookies().findCookie(name()).map(cookie -> cookie.getValue());
    }

    public <T> MutableHttpResponse<T> set(HttpRequest<?> request, String secret, MutableHttpResponse<T> response) {
        return response.header(
                HttpHeaders.SET_COOKIE,
                name() + "=" + secret + "; Path=/; Max-Age=" + PersonSession.MAX_AGE.toSeconds() + attributes(request));
    }

    public <T> MutableHttpResponse<T> clear(HttpRequest<?> request, MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.SET_COOKIE, name() + "=; Path=/; Max-Age=0" + attributes(request));
    }

    private String attributes(HttpRequest<?> request) {
        boolean secure = https
                || request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
        return "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
