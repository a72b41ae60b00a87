package dev.recado.adapter.twilio.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.constant.EnumConstants;
import com.twilio.http.Request;
import com.twilio.http.Response;
import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.http.HttpResult;
import dev.recado.adapter.http.OutboundHttpClient;
import dev.recado.domain.RetryAfter;
import dev.recado.domain.text.PersonalDataMask;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/// The HTTP client for twilio-java: one try, one deadline, and the configured base URL. Thread-safe.
///
/// twilio-java's own client sends a POST up to three times when Twilio answers 5xx, without an idempotency key,
/// and neither its timeouts nor its host can be set.
public final class TwilioTransport extends com.twilio.http.HttpClient implements AutoCloseable {
    private static final int MAX_ANSWER = 4 << 20;
    private static final Header[] NO_HEADERS = {};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable URI base;
    private final OutboundHttpClient http;
    private final InstantSource clock;

    public TwilioTransport(TwilioSettings settings, CallLimits limits, InstantSource clock) {
        this.base = settings.apiBase() == null ? null : URI.create(settings.apiBase());
        this.http = new OutboundHttpClient(limits, MAX_ANSWER);
        this.clock = clock;
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
        return switch (http.send(toHttpRequest(request))) {
            case HttpResult.Response answer
            when answer.status() < 300 -> new Response(answer.text(), answer.status(), NO_HEADERS);
            case HttpResult.Response answer -> throw failure(answer);
            case HttpResult.NotSent failure -> throw new TwilioCallException.NotSent(failure.reason(), failure.cause());
            case HttpResult.NoResponse failure -> throw new TwilioCallException.Lost(failure.reason(), failure.cause());
        };
    }

    @Override
    public void close() {
        http.close();
    }

    private TwilioCallException.Answered failure(HttpResult.Response answer) {
        JsonNode error = error(answer.text());
        int status = answer.status();
        String message = status < 400
                ? "redirected, which is not followed"
                : PersonalDataMask.masked(error.path("message").asText("HTTP " + status));
        return new TwilioCallException.Answered(
                status,
                error.path("code").canConvertToInt()
                        ? Integer.valueOf(error.path("code").intValue())
                        : null,
                message,
                answer.header("Retry-After")
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
