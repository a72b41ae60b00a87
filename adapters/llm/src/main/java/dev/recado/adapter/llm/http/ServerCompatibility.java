package dev.recado.adapter.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpRequest;
import dev.recado.adapter.llm.outcome.ErrorCategory;
import dev.recado.adapter.llm.outcome.ProviderErrorBody;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers which request adjustments each server needs for each model, since compatible servers refuse
/// different parts of a request. An adjustment that worked is kept for an hour; then the full request is tried
/// again, because a temporary failure may have looked like a refusal. Thread-safe.
final class ServerCompatibility {

    /// How often one request is adjusted.
    static final int MAX_ADJUSTMENTS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(ServerCompatibility.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, KnownAdjustments> known = new ConcurrentHashMap<>();

    ServerCompatibility(InstantSource clock) {
        this.clock = clock;
    }

    /// The adjustments that a server accepted, and until when they are kept.
    private record KnownAdjustments(RequestAdjustments adjustments, Instant until) {}

    /// One request, adjusted until the server accepts it.
    ///
    /// @param adjustments what is left out because the server refuses it
    /// @param callFailed whether the server could not read the model's tool call: this one answer is requested
    /// without tools
    record AdaptedRequest(HttpRequest original, String server, RequestAdjustments adjustments, boolean callFailed) {

        HttpRequest request() {
            String body = original.body();
            RequestAdjustments all = callFailed ? adjustments.and(RequestAdjustments.TOOLS) : adjustments;
            if (all.isEmpty() || body == null) {
                return original;
            }
            ObjectNode changed = object(body);
            all.applyTo(changed);
            return HttpRequest.builder()
                    .method(original.method())
                    .url(original.url())
                    .headers(original.headers())
                    .body(changed.toString())
                    .build();
        }
    }

    /// The request with the adjustments that the server accepted last for this model.
    AdaptedRequest adapt(HttpRequest request) {
        String server = request.body() == null || known.isEmpty() ? "" : server(request);
        KnownAdjustments accepted = known.get(server);
        RequestAdjustments adjustments =
                accepted == null || isExpired(accepted) ? RequestAdjustments.NONE : accepted.adjustments();
        return new AdaptedRequest(request, server, adjustments, false);
    }

    /// The next adjusted request to try, where the error says which part of the request is refused, or that the
    /// model's tool call failed; empty for any other error.
    Optional<AdaptedRequest> next(AdaptedRequest refused, int status, byte[] answer) {
        String body = refused.request().body();
        if (body == null) {
            return Optional.empty();
        }
        ObjectNode original = object(body);
        ErrorCategory category = ProviderErrorBody.read(answer).category();
        if (category == ErrorCategory.TOOL_USE && original.has(RequestAdjustments.TOOLS)) {
            LOG.info("[LLM] RETRY host={} without=tools error=tool_use_failed", host(refused));
            return Optional.of(new AdaptedRequest(refused.original(), refused.server(), refused.adjustments(), true));
        }
        if (category != ErrorCategory.OTHER || refused.adjustments().names().size() >= MAX_ADJUSTMENTS) {
            return Optional.empty();
        }
        String text = new String(answer, StandardCharsets.UTF_8);
        return UnsupportedFeatureError.read(status, parsed(text), text)
                .unsupportedField(original, refused.adjustments())
                .map(name -> new AdaptedRequest(
                        refused.original(),
                        server(refused.original()),
                        refused.adjustments().and(name),
                        refused.callFailed()));
    }

    private boolean isExpired(KnownAdjustments accepted) {
        return !clock.instant().isBefore(accepted.until());
    }

    /// Remembers the adjustments that were accepted, and logs new ones once.
    void remember(AdaptedRequest request) {
        RequestAdjustments now = request.adjustments();
        KnownAdjustments previous = known.get(request.server());
        boolean isKnown = previous != null && previous.adjustments().equals(now);
        if (now.isEmpty() || (previous != null && isKnown && !isExpired(previous))) {
            return;
        }
        known.put(request.server(), new KnownAdjustments(now, clock.instant().plus(REMEMBERED)));
        if (!isKnown) {
            LOG.warn(
                    "[LLM] ADAPTED host={} without={}{}",
                    host(request),
                    now.names().stream().sorted().collect(Collectors.joining(",")),
                    now.names().contains(RequestAdjustments.TOOLS)
                            ? ": the model looks nothing up, takes no leads and calls nobody"
                            : "");
        }
    }

    private static String host(AdaptedRequest request) {
        return String.valueOf(URI.create(request.original().url()).getHost());
    }

    private static String server(HttpRequest request) {
        return request.url() + " "
                + object(String.valueOf(request.body())).path("model").asText("");
    }

    private static ObjectNode object(String json) {
        return parsed(json) instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    private static JsonNode parsed(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node == null ? JSON.createObjectNode() : node;
        } catch (JsonProcessingException _) {
            return JSON.createObjectNode();
        }
    }
}
