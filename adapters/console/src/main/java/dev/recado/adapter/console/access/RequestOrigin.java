package dev.recado.adapter.console.access;

import dev.recado.adapter.console.ConsoleSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells whether a request was made by another site's page. Browsers say so in `Origin` and `Sec-Fetch-Site`,
/// which no script can change; other clients send neither.
@Singleton
final class RequestOrigin {
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    /// Sent by the page's own script, or for an address typed by the user.
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final @Nullable String publicOrigin;

    RequestOrigin(ConsoleSettings settings) {
        String url = settings.publicUrl();
        this.publicOrigin = url == null || url.isBlank() ? null : origin(URI.create(url));
    }

    private static String origin(URI uri) {
        return withoutDefaultPort(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    boolean isForeign(HttpRequest<?> request) {
        List<String> sites = request.getHeaders().getAll(FETCH_SITE);
        if (!OWN.containsAll(sites)) {
            return true;
        }
        List<String> own = own(request);
        return request.getHeaders().getAll(HttpHeaders.ORIGIN).stream()
                .map(RequestOrigin::withoutDefaultPort)
                .anyMatch(origin -> !own.contains(origin));
    }

    private List<String> own(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        Stream<String> byHost = host == null ? Stream.empty() : Stream.of("http://" + host, "https://" + host);
        return Stream.concat(Stream.ofNullable(publicOrigin), byHost.map(RequestOrigin::withoutDefaultPort))
                .toList();
    }

    private static String withoutDefaultPort(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        String port = lower.startsWith("https:") ? ":443" : ":80";
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
