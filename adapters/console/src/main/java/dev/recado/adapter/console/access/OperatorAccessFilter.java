package dev.recado.adapter.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.ConsoleSettings;
import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.http.LocalRequests;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.Router;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Guards everything under `/api/v1`, known or not. With a token configured, only requests that carry it pass;
/// without one nothing passes, except on a start of the simulator that only this machine can reach.
@ServerFilter("/api/v1/**")
final class OperatorAccessFilter {
    private static final String SCHEME = "bearer ";

    private final ConsoleSettings settings;
    private final byte @Nullable [] token;
    private final Set<String> webhooks;
    private final WrongTokenLimiter wrongTokens;
    private final BeanProvider<Router> router;

    OperatorAccessFilter(ConsoleSettings settings, BeanProvider<Router> router, InstantSource clock) {
        this.settings = settings;
        String configured = settings.opsToken();
        this.token = configured == null || configured.isBlank() ? null : configured.getBytes(UTF_8);
        this.webhooks = Set.copyOf(settings.webhookPaths());
        this.wrongTokens = new WrongTokenLimiter(settings.limitPerIpMinute(), settings.limitPerIpDay(), clock);
        this.router = router;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        if (isWebhook(request)) {
            return null;
        }
        if (token != null) {
            return hasToken(token, request) ? null : reject(request);
        }
        if (!settings.loopbackOnly() || !LocalRequests.isLocal(request.getHeaders())) {
            return absent();
        }
        // A real provider needs a proxy in front, which may hide whom it lets through.
        return settings.isSimulated() ? null : tokenRequired();
    }

    // A bot that moves to Recado may have its webhook below /api/v1, where its signature guards it. Listing one
    // of our own routes does not open it.
    private boolean isWebhook(HttpRequest<?> request) {
        String path = withoutTrailingSlashes(request.getPath());
        return webhooks.contains(path) && !isOwnRoute(path, request);
    }

    // Removes trailing slashes. (A regular expression would take quadratic time on a run of slashes.)
    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private boolean isOwnRoute(String path, HttpRequest<?> request) {
        return router.get().findAny(path, request).anyMatch(route -> route.hasAnnotation(OperatorApi.class));
    }

    private static boolean hasToken(byte[] token, HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = header.substring(SCHEME.length()).strip().getBytes(UTF_8);
        return MessageDigest.isEqual(token, given);
    }

    // Behind a proxy all clients have its address, so the right token passes whatever others did. An address
    // claimed in a header is ignored, because anyone can claim any.
    private HttpResponse<?> reject(HttpRequest<?> request) {
        InetAddress from = request.getRemoteAddress().getAddress();
        return from == null
                ? unauthorized()
                : wrongTokens
                        .add(from)
                        .<HttpResponse<?>>map(OperatorAccessFilter::tooMany)
                        .orElseGet(OperatorAccessFilter::unauthorized);
    }

    private static HttpResponse<?> tooMany(Duration wait) {
        return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(wait.plusMillis(999).toSeconds()))
                .body(new ErrorBody("too_many_requests", "too many requests without the right token; wait"));
    }

    private static HttpResponse<?> unauthorized() {
        return HttpResponse.unauthorized()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(new ErrorBody("unauthorized", "the bearer token of RECADO_OPS_TOKEN is missing or wrong"));
    }

    private static HttpResponse<?> tokenRequired() {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .body(new ErrorBody(
                        "token_required", "set RECADO_OPS_TOKEN, and bring it as \"Authorization: Bearer <token>\""));
    }

    private static HttpResponse<?> absent() {
        return HttpResponse.notFound().body(new ErrorBody("not_found", "Not Found"));
    }
}
