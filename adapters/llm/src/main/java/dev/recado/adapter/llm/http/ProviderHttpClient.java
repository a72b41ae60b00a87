package dev.recado.adapter.llm.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.http.HttpResult;
import dev.recado.adapter.http.OutboundHttpClient;
import dev.recado.adapter.llm.outcome.ProviderErrorBody;
import dev.recado.adapter.llm.outcome.ProviderHttpException;
import dev.recado.adapter.llm.outcome.ProviderUnreachableException;
import dev.recado.adapter.llm.response.ResponseBody;
import dev.recado.domain.RetryAfter;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// LangChain4j's HTTP client for providers: each call ends on time, including the body, and its exceptions keep
/// `Retry-After`.
public final class ProviderHttpClient implements HttpClient {

    /// How long the call made in this scope may take from connecting to the last byte. LangChain4j has one
    /// timeout per model and none per call.
    public static final ScopedValue<Duration> TIMEOUT = ScopedValue.newInstance();

    /// The time of a call outside such a scope, and any number of calls in flight: their limit is the executor's.
    private static final CallLimits LIMITS =
            new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), Integer.MAX_VALUE);

    private static final int MAX_BODY = 4 << 20;

    private final OutboundHttpClient http = new OutboundHttpClient(LIMITS, MAX_BODY);
    private final InstantSource clock;
    private final ServerCompatibility compatibility;

    public ProviderHttpClient(InstantSource clock) {
        this.clock = clock;
        this.compatibility = new ServerCompatibility(clock);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        Instant end = clock.instant().plus(TIMEOUT.orElse(LIMITS.call()));
        ServerCompatibility.AdaptedRequest adapted = compatibility.adapt(request);
        HttpResult.Response response = send(adapted.request(), end);
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
                .statusCode(response.status())
                .headers(response.received().headers().map())
                .body(body)
                .build();
    }

    /// An HTTP error, or an error that a server sends with status 200.
    private Optional<ProviderHttpException> failure(HttpResult.Response response) {
        boolean isOk = response.isSuccess();
        if (isOk && !ResponseBody.isError(response.body())) {
            return Optional.empty();
        }
        ProviderErrorBody body = ProviderErrorBody.read(ResponseBody.joined(response.body()));
        return Optional.of(new ProviderHttpException(
                isOk ? body.ownStatus() : response.status(),
                body,
                response.header("retry-after")
                        .flatMap(value -> RetryAfter.read(value, clock.instant()))
                        .orElse(null)));
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Answers are not streamed: WhatsApp takes them whole");
    }

    private HttpResult.Response send(HttpRequest request, Instant end) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        builder.method(request.method().name(), body(request, builder));
        return switch (http.send(builder.build(), Duration.between(clock.instant(), end))) {
            case HttpResult.Response response -> response;
            case HttpResult.Failure failure
            when Thread.currentThread().isInterrupted() -> throw new Interrupted(failure.cause());
            case HttpResult.Failure failure -> throw new ProviderUnreachableException(failure);
        };
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

        Interrupted(Throwable cause) {
            super(cause);
        }
    }
}
