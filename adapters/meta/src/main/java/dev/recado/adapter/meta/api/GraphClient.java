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

/// The way of our calls to the Graph API: one try, within one time limit for the whole exchange, over pooled
/// connections, with no redirect followed. The token goes to the configured base URL and nowhere else.
public final class GraphClient implements AutoCloseable {
    private static final int LARGEST_ANSWER = 1024 * 1024;
    /// Shorter than what servers and balancers commonly keep a quiet connection: one that they close while we write
    /// leaves it open whether a message was sent.
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final byte[] NOTHING = {};
    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);

    private final MetaSettings settings;
    private final HttpClient client;
    private final Semaphore permits;

    public GraphClient(MetaSettings settings) {
        this.settings = settings;
        this.permits = new Semaphore(settings.maxConcurrentRequests());
        this.client = HttpClient.create(null, configuration(settings));
    }

    private static DefaultHttpClientConfiguration configuration(MetaSettings settings) {
        var tls = new ClientSslConfiguration();
        tls.setHandshakeTimeout(settings.connectTimeout());
        var configuration = new DefaultHttpClientConfiguration();
        configuration.setSslConfiguration(tls);
        configuration.setConnectTimeout(settings.connectTimeout());
        configuration.setReadTimeout(settings.requestTimeout());
        configuration.setRequestTimeout(settings.requestTimeout());
        configuration.setConnectionPoolIdleTimeout(IDLE);
        configuration.setFollowRedirects(false);
        // holds where errors are to be read as the same type
        configuration.setExceptionOnErrorStatus(false);
        configuration.setMaxContentLength(LARGEST_ANSWER);
        configuration.setNumOfThreads(2);
        // HTTP/1.1: one slow exchange holds up no other.
        configuration.setPlaintextMode(PlaintextMode.HTTP_1);
        configuration.setAlpnModes(List.of("http/1.1"));
        return configuration;
    }

    /// What Meta answered, whatever the status.
    ///
    /// @param body missing when it is no JSON
    public record Answer(int status, JsonNode body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /// What Meta says went wrong, if it says so.
        public Optional<GraphError> error() {
            return GraphError.of(body.path("error"));
        }
    }

    /// @param path below the version, without a slash before it
    /// @throws CallFailed when there was no answer
    public Answer get(String path) {
        return exchange(HttpRequest.GET(address(path)));
    }

    /// @param path below the version, without a slash before it
    /// @throws CallFailed when there was no answer
    public Answer post(String path, JsonNode body) {
        return exchange(HttpRequest.POST(address(path), body.toString().getBytes(UTF_8))
                .contentType(MediaType.APPLICATION_JSON_TYPE));
    }

    private URI address(String path) {
        return URI.create(settings.root() + path);
    }

    private Answer exchange(MutableHttpRequest<?> request) {
        long end = System.nanoTime() + settings.requestTimeout().toNanos();
        request.accept(MediaType.APPLICATION_JSON_TYPE)
                .bearerAuth(settings.token())
                .header("User-Agent", "recado");
        acquire();
        try {
            HttpResponse<byte[]> response = await(request, end);
            return new Answer(
                    response.code(),
                    JsonFields.parse(new String(response.getBody().orElse(NOTHING), UTF_8)));
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(settings.requestTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new GraphCallException.NotSent("too many calls under way", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraphCallException.NotSent("interrupted before the call", e);
        }
    }

    private HttpResponse<byte[]> await(HttpRequest<?> request, long end) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                Mono.from(client.exchange(request, BYTES, BYTES)).toFuture();
        try {
            return exchange.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new GraphCallException.Lost(
                    "no answer within " + settings.requestTimeout().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new GraphCallException.Lost("interrupted during the call", e);
        } catch (ExecutionException e) {
            throw broken(e.getCause() == null ? e : e.getCause());
        }
    }

    private static GraphCallException broken(Throwable failure) {
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
