package dev.recado.adapter.console.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks whether a request to a loopback address was made by this machine's user. Other requests may come
/// through a tunnel or a proxy, which lets strangers in, or from another page's script, by a name that resolves
/// to loopback or across origins.
final class LocalRequests {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
    /// Headers that proxies and tunnels add, in lower case.
    private static final Set<String> PROXIES = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-host",
            "x-original-forwarded-for",
            "x-envoy-external-address",
            "true-client-ip",
            "fastly-client-ip",
            "fly-client-ip");

    private static final List<String> PREFIXES = List.of("x-forwarded-", "cf-", "tailscale-");
    /// Sent by the page's own script, or for an address typed by the user.
    private static final Set<String> OWN_FETCH = Set.of("same-origin", "none");

    private LocalRequests() {}

    static boolean isLocal(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        String host = headers.get(HttpHeaders.HOST);
        return host != null
                && LOOPBACK.matcher(host).matches()
                && headers.getAll(HttpHeaders.ORIGIN).stream().allMatch(("http://" + host)::equals)
                && headers.getAll("Sec-Fetch-Site").stream().allMatch(OWN_FETCH::contains)
                && headers.names().stream().noneMatch(LocalRequests::isProxyHeader);
    }

    private static boolean isProxyHeader(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return PROXIES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
