package dev.recado.domain.media;

import dev.recado.domain.media.Download.Response;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Follows a file's address over redirects to its bytes. Each step is checked again, and our credentials are
/// dropped for good as soon as a redirect leaves the provider's server.
final class RedirectFollower {
    private static final int MOST_REDIRECTS = 5;

    private final Download download;
    private final MediaDownload mediaDownload;
    private final InstantSource clock;
    private final boolean allowLoopback;

    /// @param allowLoopback whether loopback addresses are allowed, without TLS, for the simulator
    RedirectFollower(Download download, MediaDownload mediaDownload, InstantSource clock, boolean allowLoopback) {
        this.download = download;
        this.mediaDownload = mediaDownload;
        this.clock = clock;
        this.allowLoopback = allowLoopback;
    }

    /// Follows the address to the final response.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when a server does not answer; a retry may help
    DownloadAttempt follow(String url, MediaRequest request) {
        URI at = parse(url);
        boolean trusted = true;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            if (at == null) {
                return DownloadAttempt.refused("its address is not valid");
            }
            String problem = problem(at, request.source());
            if (problem != null) {
                return DownloadAttempt.refused(problem);
            }
            URI next;
            switch (download.get(request(at, request, trusted))) {
                case Response.AddressRefused _ -> {
                    return DownloadAttempt.refused("its host has no public address");
                }
                case Response.Received response -> {
                    try (response) {
                        if (!isRedirect(response)) {
                            return mediaDownload.of(response, request);
                        }
                        next = target(at, response);
                    }
                }
            }
            trusted = trusted && next != null && sameServer(at, next);
            at = next;
        }
        return DownloadAttempt.unavailable("more than " + MOST_REDIRECTS + " redirects");
    }

    private Download.Request request(URI at, MediaRequest request, boolean trusted) {
        MediaSource source = request.source();
        return new Download.Request(
                at,
                trusted ? source.credentials(at).orElse(null) : null,
                allowedAddresses(source.isConfigured(at)),
                Duration.between(clock.instant(), request.end()));
    }

    private Predicate<InetAddress> allowedAddresses(boolean configured) {
        return configured
                ? address -> true
                : address -> PublicAddresses.include(address) || (allowLoopback && address.isLoopbackAddress());
    }

    /// Returns why an address is not allowed; null when it is.
    private @Nullable String problem(URI at, MediaSource source) {
        String scheme = String.valueOf(at.getScheme()).toLowerCase(Locale.ROOT);
        if (at.getHost() == null || at.getRawUserInfo() != null || !scheme.matches("https?")) {
            return "its address is not a web address";
        }
        if (source.isConfigured(at) || allowLoopback) {
            return null;
        }
        return scheme.equals("https") && port(at) == 443 ? null : "its address is not https on port 443";
    }

    private static boolean isRedirect(Response.Received response) {
        return switch (response.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static @Nullable URI target(URI from, Response.Received response) {
        URI location = response.location() == null ? null : parse(response.location());
        return location == null ? null : from.resolve(location);
    }

    private static boolean sameServer(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI at) {
        if (at.getPort() >= 0) {
            return at.getPort();
        }
        return "https".equalsIgnoreCase(at.getScheme()) ? 443 : 80;
    }

    private static @Nullable URI parse(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException _) {
            return null;
        }
    }
}
