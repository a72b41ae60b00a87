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

/// The HTTP client for twilio-java: one try, one deadline for the whole exchange, pooled connections, no
/// redirects, and the configured base URL. Thread-safe.
///
/// twilio-java's own client sends a POST up to three times when Twilio answers 5xx, without an idempotency key,
/// and neither its timeouts nor its host can be set.
public final class TwilioTransport extends com.twilio.http.HttpClient implements AutoCloseable {
    private static final long MAX_ANSWER = 4L * 1024 * 1024;
    private static final Header[] NO_HEADERS = {};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable URI base;
    private final Duration limit;
    private final Semaphore permits;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration connectTimeout;
    private @Nullable HttpClient client;

    public TwilioTransport(TwilioSettings settings, CallLimits limits, InstantSource clock) {
        this.base = settings.apiBase() == null ? null : URI.create(settings.apiBase());
        this.limit = limits.call();
        this.permits = new Semaphore(limits.concurrent());
        this.clock = clock;
        this.connectTimeout = limits.connect();
    }

    /// Created on first use: it sets up TLS, which the start need not wait for.
    private synchronized HttpClient client() {
        HttpClient current = client;
        if (current == null) {
            current = HttpClient.newBuilder()
                    .executor(threads)
                    .connectTimeout(connectTimeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    // HTTP/1.1: no upgrade is attempted on a plain base URL, and a slow exchange blocks no other.
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            client = current;
        }
        return current;
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    /// @throws TwilioCallException for anything but a success
    @Override
    public Response makeRequest(Request request) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        HttpRequest httpRequest = toHttpRequest(request);
        acquire();
        try {
            HttpResponse<String> answer = exchange(httpRequest, deadlineNanos);
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

    private HttpResponse<String> exchange(HttpRequest httpRequest, long deadlineNanos) {
        // The JDK's request timeout ends at the headers; this one covers the body as well.
        CompletableFuture<HttpResponse<String>> exchange =
                client().sendAsync(httpRequest, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_ANSWER));
        try {
            return exchange.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new TwilioCallException.Lost("no answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new TwilioCallException.Lost("interrupted during the call", e);
        } catch (ExecutionException e) {
            throw callException(e.getCause() == null ? e : e.getCause());
        }
    }

    private static TwilioCallException callException(Throwable cause) {
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

    private HttpRequest toHttpRequest(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(target(request))
                .header("Accept", "application/json")
                .header("User-Agent", "recado (twilio-java " + com.twilio.Twilio.VERSION + ")");
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        if (request.requiresAuthentication()) {
            builder.header("Authorization", request.getAuthString());
        }
        String method = request.getMethod().toString();
        if (method.equals("GET") || method.equals("DELETE")) {
            return builder.method(method, BodyPublishers.noBody()).build();
        }
        boolean json = request.getContentType() == EnumConstants.ContentType.JSON;
        return builder.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(json ? request.getBody() : request.encodeFormBody(), UTF_8))
                .build();
    }

    /// twilio-java's URL with scheme, host and port replaced by the base URL's, and the base URL's path in front.
    private URI target(Request request) {
        String original = request.constructURL().toString();
        if (base == null) {
            return URI.create(original);
        }
        int path = original.indexOf('/', original.indexOf("://") + 3);
        String root = base.toString();
        return URI.create(
                (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + original.substring(path));
    }
}
