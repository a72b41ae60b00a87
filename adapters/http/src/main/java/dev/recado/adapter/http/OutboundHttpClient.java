package dev.recado.adapter.http;

import static dev.recado.adapter.http.HttpResult.NoResponse.Loss.CONNECTION_BROKEN;
import static dev.recado.adapter.http.HttpResult.NoResponse.Loss.RESPONSE_TOO_LONG;
import static dev.recado.adapter.http.HttpResult.NoResponse.Loss.TIMED_OUT;
import static dev.recado.adapter.http.HttpResult.NotSent.Obstacle.CLOSED;
import static dev.recado.adapter.http.HttpResult.NotSent.Obstacle.CONNECTION_REFUSED;
import static dev.recado.adapter.http.HttpResult.NotSent.Obstacle.CONNECT_TIMEOUT;
import static dev.recado.adapter.http.HttpResult.NotSent.Obstacle.TLS_HANDSHAKE;
import static dev.recado.adapter.http.HttpResult.NotSent.Obstacle.TOO_MANY_CALLS;
import static dev.recado.adapter.http.HttpResult.NotSent.Obstacle.UNKNOWN_HOST;

import dev.recado.adapter.http.HttpResult.NoResponse;
import dev.recado.adapter.http.HttpResult.NotSent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// The HTTP client for the servers that an adapter calls: one try, one deadline for the whole exchange, a bounded
/// response, pooled connections, no redirects. It blocks, and is meant for virtual threads. Thread-safe.
public final class OutboundHttpClient implements AutoCloseable {
    private static final byte[] NO_BODY = {};

    private final CallLimits limits;
    private final int maxResponseBytes;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpClient client;

    /// @param maxResponseBytes the longest body that is read
    public OutboundHttpClient(CallLimits limits, int maxResponseBytes) {
        this.limits = limits;
        this.maxResponseBytes = maxResponseBytes;
        this.permits = new Semaphore(limits.concurrent());
    }

    /// Sends the request once, and returns within the limit for a call.
    public HttpResult send(HttpRequest request) {
        return send(request, limits.call());
    }

    /// Sends the request once.
    ///
    /// An interruption ends the call, and the thread stays marked as interrupted. A GET on a connection that was
    /// kept open and breaks before the first byte of the response is repeated by the JDK; a POST never is.
    ///
    /// @param limit the longest that this call may take
    public HttpResult send(HttpRequest request, Duration limit) {
        return send(request, limit, _ -> new BoundedBody(maxResponseBytes));
    }

    /// Sends the request once, for its status alone: a body of any length is read and discarded.
    public HttpResult sendForStatus(HttpRequest request) {
        return send(request, limits.call(), _ -> BodySubscribers.replacing(NO_BODY));
    }

    private HttpResult send(HttpRequest request, Duration limit, BodyHandler<byte[]> body) {
        long start = System.nanoTime();
        try {
            if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return new NotSent(TOO_MANY_CALLS, "too many calls under way", new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotSent(NotSent.Obstacle.INTERRUPTED, "interrupted before the call", e);
        }
        try {
            long remaining = limit.toNanos() - (System.nanoTime() - start);
            return remaining > 0
                    ? exchange(request, limit, remaining, body)
                    : new NotSent(TOO_MANY_CALLS, "no time left for the call", new TimeoutException());
        } finally {
            permits.release();
        }
    }

    private HttpResult exchange(HttpRequest request, Duration limit, long remainingNanos, BodyHandler<byte[]> body) {
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client().sendAsync(request, body);
        } catch (RejectedExecutionException e) {
            return new NotSent(CLOSED, "the client is closed", e);
        }
        // The JDK's request timeout ends at the headers; this one covers the body as well.
        try {
            return new HttpResult.Response(exchange.get(remainingNanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new NoResponse(TIMED_OUT, "no answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NoResponse(NoResponse.Loss.INTERRUPTED, "interrupted during the call", e);
        } catch (ExecutionException e) {
            return failure(e.getCause() == null ? e : e.getCause());
        } finally {
            // Closes the connection of an exchange that is still under way, in every state of it.
            exchange.cancel(true);
        }
    }

    private static HttpResult.Failure failure(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return switch (cause) {
            case ConnectException refused
            when refused.getCause() instanceof UnresolvedAddressException ->
                new NotSent(UNKNOWN_HOST, "no connection: unknown host", cause);
            case ConnectException _ -> new NotSent(CONNECTION_REFUSED, "no connection: " + name, cause);
            case HttpConnectTimeoutException _ -> new NotSent(CONNECT_TIMEOUT, "no connection: " + name, cause);
            case SSLHandshakeException _ -> new NotSent(TLS_HANDSHAKE, "no connection: " + name, cause);
            case BoundedBody.TooLongException _ -> new NoResponse(RESPONSE_TOO_LONG, "response too long", cause);
            case IOException _ -> new NoResponse(CONNECTION_BROKEN, "connection broken: " + name, cause);
            default -> new NoResponse(CONNECTION_BROKEN, "broken: " + name, cause);
        };
    }

    /// Created on first use: it sets up TLS, which the start need not wait for.
    ///
    /// @throws RejectedExecutionException after [#close]
    private synchronized HttpClient client() {
        if (threads.isShutdown()) {
            throw new RejectedExecutionException();
        }
        HttpClient current = client;
        if (current == null) {
            current = HttpClient.newBuilder()
                    .executor(threads)
                    .connectTimeout(limits.connect())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    // HTTP/1.1: a slow exchange blocks no other, no upgrade is attempted on a plain URL, and a full
                    // connection does not refuse a call, as over HTTP/2.
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            client = current;
        }
        return current;
    }

    /// Ends the calls under way, which may have arrived; later ones are not sent.
    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
        threads.shutdownNow();
    }
}
