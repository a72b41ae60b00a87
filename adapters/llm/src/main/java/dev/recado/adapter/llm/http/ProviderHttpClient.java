package dev.recado.adapter.llm.http;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.recado.adapter.llm.outcome.ProviderErrorBody;
import dev.recado.adapter.llm.outcome.ProviderHttpException;
import dev.recado.adapter.llm.response.ResponseBody;
import dev.recado.domain.RetryAfter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// LangChain4j's HTTP client for providers. It uses the JDK's client, ends each call on time including the body,
/// and its exceptions keep `Retry-After`.
public final class ProviderHttpClient implements HttpClient {

    /// How long the call made in this scope may take from connecting to the last byte. LangChain4j has one
    /// timeout per model and none per call.
    public static final ScopedValue<Duration> TIMEOUT = ScopedValue.newInstance();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BODY = 4 << 20;

    private final java.net.http.HttpClient client;
    private final InstantSource clock;
    private final ServerCompatibility compatibility;

    public ProviderHttpClient(InstantSource clock) {
        this.clock = clock;
        this.compatibility = new ServerCompatibility(clock);
        // HTTP/1.1 for every URL: over HTTP/2 the JDK's client fails with "too many concurrent streams" once a
        // connection is full instead of opening another, and plain http:// servers fail on the h2c upgrade.
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        Instant end = clock.instant().plus(TIMEOUT.orElse(Duration.ofSeconds(30)));
        ServerCompatibility.AdaptedRequest adapted = compatibility.adapt(request);
        HttpResponse<byte[]> response = send(adapted.request(), end);
        for (Optional<ProviderHttpException> failed = failure(response);
                failed.isPresent();
                failed = failure(response)) {
            Optional<ServerCompatibility.AdaptedRequest> next =
                    compatibility.next(adapted, failed.get().statusCode(), response.body());
            if (next.isEmpty()) {
                throw failed.get();
            }
            adapted = next.get();
            response = send(adapted.request(), end);
        }
        byte[] body = ResponseBody.normalized(response.body());
        compatibility.remember(adapted);
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(body)
                .build();
    }

    /// An HTTP error, or an error that a server sends with status 200.
    private Optional<ProviderHttpException> failure(HttpResponse<byte[]> response) {
        boolean isOk = response.statusCode() / 100 == 2;
        if (isOk && !ResponseBody.isError(response.body())) {
            return Optional.empty();
        }
        ProviderErrorBody body = ProviderErrorBody.read(ResponseBody.joined(response.body()));
        return Optional.of(new ProviderHttpException(
                isOk ? body.ownStatus() : response.statusCode(),
                body,
                response.headers()
                        .firstValue("retry-after")
                        .flatMap(value -> RetryAfter.read(value, clock.instant()))
                        .orElse(null)));
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Answers are not streamed: WhatsApp takes them whole");
    }

    private HttpResponse<byte[]> send(HttpRequest request, Instant end) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        builder.method(request.method().name(), body(request, builder));
        // The JDK's request timeout ends at the headers, so an endless body would outlive it. Cancelling the
        // future closes the connection in every state.
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(builder.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
        try {
            return call.get(Duration.between(clock.instant(), end).toNanos(), TimeUnit.NANOSECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted(e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case HttpTimeoutException late -> new TimeoutException(late);
                case IOException failure -> new UncheckedIOException(failure);
                case RuntimeException next -> next;
                case null, default -> new IllegalStateException(e);
            };
        } finally {
            call.cancel(true);
        }
    }

    private static BodyPublisher body(HttpRequest request, java.net.http.HttpRequest.Builder builder) {
        if (request.formDataFiles().isEmpty()) {
            String body = request.body();
            return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        }
        MultipartBody form = MultipartBody.of(request.formDataFields(), request.formDataFiles());
        builder.header("Content-Type", form.contentType());
        return BodyPublishers.ofByteArray(form.bytes());
    }

    /// Thrown when the thread is interrupted during a call.
    public static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted(InterruptedException cause) {
            super(cause);
        }
    }
}
