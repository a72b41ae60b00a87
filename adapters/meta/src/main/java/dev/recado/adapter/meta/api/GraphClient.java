package dev.recado.adapter.meta.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpVersionSelection.PlaintextMode;
import io.micronaut.http.ssl.ClientSslConfiguration;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import reactor.core.publisher.Mono;

/// The HTTP client for the Graph API: one try, one deadline for the whole exchange, pooled connections, and no
/// redirects. The token is sent only to the configured base URL. Thread-safe.
public final class GraphClient implements AutoCloseable {
    private static final int MAX_ANSWER = 1024 * 1024;
    /// Shorter than the time for which servers and load balancers commonly keep an idle connection: if they close
    /// one while a request is written, it is unknown whether the message was sent.
    private static final Duration MAX_IDLE = Duration.ofSeconds(20);
    private static final byte[] NOTHING = {};
    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);

    private final MetaSettings settings;
    private final CallLimits limits;
    private final HttpClient client;
    private final Semaphore permits;

    public GraphClient(MetaSettings settings, CallLimits limits) {
        this.settings = settings;
        this.limits = limits;
        this.permits = new Semaphore(limits.concurrent());
        this.client = HttpClient.create(null, configuration(limits));
    }

    private static DefaultHttpClientConfiguration configuration(CallLimits limits) {
        var tls = new ClientSslConfiguration();
        tls.setHandshakeTimeout(limits.connect());
        var configuration = new DefaultHttpClientConfiguration();
        configuration.setSslConfiguration(tls);
        configuration.setConnectTimeout(limits.connect());
        configuration.setReadTimeout(limits.call());
        configuration.setRequestTimeout(limits.call());
        configuration.setConnectionPoolIdleTimeout(MAX_IDLE);
        configuration.setFollowRedirects(false);
        // Applies only where errors are read as the same type.
        configuration.setExceptionOnErrorStatus(false);
        configuration.setMaxContentLength(MAX_ANSWER);
        configuration.setNumOfThreads(2);
        // HTTP/1.1: a slow exchange blocks no other.
        configuration.setPlaintextMode(PlaintextMode.HTTP_1);
        configuration.setAlpnModes(List.of("http/1.1"));
        return configuration;
    }

    /// Meta's answer, with any status.
    ///
    /// @param body missing when it is not JSON
    public record Answer(int status, JsonNode body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /// The error that Meta reports, if any.
        public Optional<GraphError> error() {
            return GraphError.of(body.path("error"));
        }
    }

    /// @param path below the version, without a leading slash
    /// @throws GraphCallException when there was no answer
    public Answer get(String path) {
        return exchange(HttpRequest.GET(address(path)));
    }

    /// @param path below the version, without a leading slash
    /// @throws GraphCallException when there was no answer
    public Answer post(String path, JsonNode body) {
        return exchange(HttpRequest.POST(address(path), body.toString().getBytes(UTF_8))
                .contentType(MediaType.APPLICATION_JSON_TYPE));
    }

    private URI address(String path) {
        return URI.create(settings.root() + path);
    }

    private Answer exchange(MutableHttpRequest<?> request) {
        long deadlineNanos = System.nanoTime() + limits.call().toNanos();
        request.accept(MediaType.APPLICATION_JSON_TYPE)
                .bearerAuth(settings.token())
                .header("User-Agent", "recado");
        acquire();
        try {
            HttpResponse<byte[]> response = await(request, deadlineNanos);
            return new Answer(
                    response.code(),
                    JsonFields.parse(new String(response.getBody().orElse(NOTHING), UTF_8)));
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(limits.call().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new GraphCallException.NotSent("too many calls under way", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraphCallException.NotSent("interrupted before the call", e);
        }
    }

    private HttpResponse<byte[]> await(HttpRequest<?> request, long deadlineNanos) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                Mono.from(client.exchange(request, BYTES, BYTES)).toFuture();
        try {
            return exchange.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new GraphCallException.Lost(
                    "no answer within " + limits.call().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new GraphCallException.Lost("interrupted during the call", e);
        } catch (ExecutionException e) {
            throw callException(e.getCause() == null ? e : e.getCause());
        }
    }

    private static GraphCallException callException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return new GraphCallException.NotSent(
                        "no connection: " + cause.getClass().getSimpleName(), failure);
            }
        }
        return new GraphCallException.Lost(
                "connection broken: " + failure.getClass().getSimpleName(), failure);
    }

    @Override
    public void close() {
        client.close();
    }
}
