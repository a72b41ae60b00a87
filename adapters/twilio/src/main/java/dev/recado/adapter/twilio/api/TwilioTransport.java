package dev.recado.adapter.twilio.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.constant.EnumConstants;
import com.twilio.http.Request;
import com.twilio.http.Response;
import dev.recado.domain.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/// The way of twilio-java's calls to the API: one try, within one time limit for the whole exchange, over pooled
/// connections, with no redirect followed, to the base URL that is configured.
///
/// twilio-java's own client sends a POST up to three times when Twilio answers 5xx, without a key that would make
/// it one message, and neither its time limits nor its host can be set.
public final class TwilioTransport extends com.twilio.http.HttpClient implements AutoCloseable {
    private static final long LARGEST_ANSWER = 4L * 1024 * 1024;
    private static final Header[] NO_HEADERS = {};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable URI base;
    private final Duration limit;
    private final Semaphore permits;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration connectTimeout;
    private @Nullable HttpClient client;

    public TwilioTransport(TwilioSettings settings, InstantSource clock) {
        this.base = settings.apiBase() == null ? null : URI.create(settings.apiBase());
        this.limit = settings.requestTimeout();
        this.permits = new Semaphore(settings.maxConcurrentRequests());
        this.clock = clock;
        this.connectTimeout = settings.connectTimeout();
    }

    /// Made when first needed: it sets up TLS, for which a start need not wait.
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .executor(threads)
                    .connectTimeout(connectTimeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    // HTTP/1.1: no upgrade is asked of a plain base URL, and one slow exchange holds up no other.
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            client = made;
        }
        return made;
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    /// @throws CallFailed for anything but a success
    @Override
    public Response makeRequest(Request request) {
        long end = System.nanoTime() + limit.toNanos();
        HttpRequest wire = wire(request);
        acquire();
        try {
            HttpResponse<String> answer = exchange(wire, end);
            if (answer.statusCode() >= 300) {
                throw failure(answer);
            }
            return new Response(answer.body(), answer.statusCode(), NO_HEADERS);
        } finally {
            permits.release();
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
        threads.shutdownNow();
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TwilioCallException.NotSent("too many calls under way", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TwilioCallException.NotSent("interrupted before the call", e);
        }
    }

    private HttpResponse<String> exchange(HttpRequest wire, long end) {
        // The JDK's own request timeout ends with the headers; this one covers the body too.
        CompletableFuture<HttpResponse<String>> exchange =
                client().sendAsync(wire, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), LARGEST_ANSWER));
        try {
            return exchange.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new TwilioCallException.Lost("no answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new TwilioCallException.Lost("interrupted during the call", e);
        } catch (ExecutionException e) {
            throw broken(e.getCause() == null ? e : e.getCause());
        }
    }

    private static TwilioCallException broken(Throwable cause) {
        boolean neverConnected = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException;
        String what = cause.getClass().getSimpleName();
        return neverConnected
                ? new TwilioCallException.NotSent("no connection: " + what, cause)
                : new TwilioCallException.Lost(
                        (cause instanceof IOException ? "connection broken: " : "broken: ") + what, cause);
    }

    private TwilioCallException.Answered failure(HttpResponse<String> answer) {
        JsonNode error = error(answer.body());
        int status = answer.statusCode();
        String message = status < 400
                ? "redirected, which is not followed"
                : ErrorTextMask.masked(error.path("message").asText("HTTP " + status));
        return new TwilioCallException.Answered(
                status,
                error.path("code").canConvertToInt()
                        ? Integer.valueOf(error.path("code").intValue())
                        : null,
                message,
                answer.headers()
                        .firstValue("Retry-After")
                        .flatMap(value -> RetryAfter.read(value, clock.instant()))
                        .orElse(null));
    }

    private static JsonNode error(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return JSON.createObjectNode();
        }
    }

    private HttpRequest wire(Request request) {
        HttpRequest.Builder wire = HttpRequest.newBuilder(target(request))
                .header("Accept", "application/json")
                .header("User-Agent", "recado (twilio-java " + com.twilio.Twilio.VERSION + ")");
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> wire.header(name, value)));
        if (request.requiresAuthentication()) {
            wire.header("Authorization", request.getAuthString());
        }
        String method = request.getMethod().toString();
        if (method.equals("GET") || method.equals("DELETE")) {
            return wire.method(method, BodyPublishers.noBody()).build();
        }
        boolean json = request.getContentType() == EnumConstants.ContentType.JSON;
        return wire.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(json ? request.getBody() : request.encodeFormBody(), UTF_8))
                .build();
    }

    /// The address twilio-java means, with scheme, host and port exchanged for the base URL's, and its path
    /// before.
    private URI target(Request request) {
        String meant = request.constructURL().toString();
        if (base == null) {
            return URI.create(meant);
        }
        int path = meant.indexOf('/', meant.indexOf("://") + 3);
        String root = base.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + meant.substring(path));
    }
}
