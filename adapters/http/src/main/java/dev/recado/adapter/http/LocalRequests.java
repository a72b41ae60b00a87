package dev.recado.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks whether a request to a loopback address was made by this machine's user. Other requests may come
/// through a tunnel or a proxy, which lets strangers in, or from another page's script, by a name that resolves
/// to loopback or across origins.
public final class LocalRequests {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
    /// Headers that proxies and tunnels add, in lower case, as their vendors document them.
    private static final Set<String> PROXIES = Set.of(
            "forwarded",
            "via",
            "cdn-loop",
            "x-real-ip",
            "x-client-ip",
            "client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "x-original-host",
            "x-original-forwarded-for",
            "x-ms-forwarded-client-ip",
            "x-arr-log-id",
            "x-arr-ssl",
            "x-amzn-trace-id",
            "x-amz-cf-id",
            "x-cloud-trace-context",
            "x-request-start",
            "ngrok-trace-id");

    private static final List<String> PREFIXES = List.of(
            "x-forwarded", "x-envoy-", "x-azure-", "x-appengine-", "x-vercel-", "cf-", "fastly-", "fly-", "tailscale-");
    /// Sent by the page's own script, or for an address typed by the user.
    private static final Set<String> OWN_FETCH = Set.of("same-origin", "none");

    private LocalRequests() {}

    /// @param headers the request's headers: names in any case, with their values
    public static boolean isLocal(Iterable<Map.Entry<String, List<String>>> headers) {
        List<String> hosts = new ArrayList<>();
        List<String> origins = new ArrayList<>();
        for (Map.Entry<String, List<String>> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            switch (name) {
                case "host" -> hosts.addAll(header.getValue());
                case "origin" -> origins.addAll(header.getValue());
                case "sec-fetch-site" -> {
                    if (!OWN_FETCH.containsAll(header.getValue())) {
                        return false;
                    }
                }
                default -> {
                    if (isProxyHeader(name)) {
                        return false;
                    }
                }
            }
        }
        return hosts.size() == 1
                && LOOPBACK.matcher(hosts.getFirst()).matches()
                && origins.stream().allMatch(("http://" + hosts.getFirst())::equals);
    }

    private static boolean isProxyHeader(String name) {
        return PROXIES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
