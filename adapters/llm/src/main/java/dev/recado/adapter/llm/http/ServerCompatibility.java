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

/// How each server wants to be asked for each model, as it has shown so far: servers that call themselves
/// compatible refuse different parts of a request. What helped is remembered for an hour; then the whole is tried
/// again, as a server that failed for a moment may have said so in words of a refusal. Safe for many threads.
final class ServerCompatibility {

    /// How often one request is put in another way.
    static final int MOST_CHANGES = 6;

    private static final Logger LOG = LoggerFactory.getLogger(ServerCompatibility.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, Taken> known = new ConcurrentHashMap<>();

    ServerCompatibility(InstantSource clock) {
        this.clock = clock;
    }

    /// What a server took, until then taken for granted.
    private record Taken(RequestAdjustments adjustments, Instant until) {}

    /// One request, on its way to a form that the server takes.
    ///
    /// @param adjustments what it leaves out, since the server refuses it
    /// @param callFailed whether the model wrote a tool call that the server could not read: this one answer
    ///     is asked for without tools
    record Form(HttpRequest original, String server, RequestAdjustments adjustments, boolean callFailed) {

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

    /// The form in which the server took the last request for this model.
    Form form(HttpRequest request) {
        String server = request.body() == null || known.isEmpty() ? "" : server(request);
        Taken taken = known.get(server);
        RequestAdjustments adjustments = taken == null || isOver(taken) ? RequestAdjustments.NONE : taken.adjustments();
        return new Form(request, server, adjustments, false);
    }

    /// The next form to try, where the error says which part of the request is refused, or that the model failed
    /// at a call; empty where it is something else.
    Optional<Form> next(Form refused, int status, byte[] answer) {
        String body = refused.request().body();
        if (body == null) {
            return Optional.empty();
        }
        ObjectNode asked = object(body);
        ErrorCategory subject = ProviderErrorBody.read(answer).subject();
        if (subject == ErrorCategory.TOOL_USE && asked.has(RequestAdjustments.TOOLS)) {
            LOG.info("[LLM] RETRY host={} without=tools error=tool_use_failed", host(refused));
            return Optional.of(new Form(refused.original(), refused.server(), refused.adjustments(), true));
        }
        if (subject != ErrorCategory.OTHER || refused.adjustments().names().size() >= MOST_CHANGES) {
            return Optional.empty();
        }
        String text = new String(answer, StandardCharsets.UTF_8);
        return UnsupportedFeatureError.read(status, parsed(text), text)
                .refused(asked, refused.adjustments())
                .map(name -> new Form(
                        refused.original(),
                        server(refused.original()),
                        refused.adjustments().and(name),
                        refused.callFailed()));
    }

    private boolean isOver(Taken taken) {
        return !clock.instant().isBefore(taken.until());
    }

    /// Remembers the form that was taken, and says once what is gone.
    void taken(Form form) {
        RequestAdjustments now = form.adjustments();
        Taken before = known.get(form.server());
        boolean isKnown = before != null && before.adjustments().equals(now);
        if (now.isEmpty() || (before != null && isKnown && !isOver(before))) {
            return;
        }
        known.put(form.server(), new Taken(now, clock.instant().plus(REMEMBERED)));
        if (!isKnown) {
            LOG.warn(
                    "[LLM] ADAPTED host={} without={}{}",
                    host(form),
                    now.names().stream().sorted().collect(Collectors.joining(",")),
                    now.names().contains(RequestAdjustments.TOOLS)
                            ? ": the model looks nothing up, takes no leads and calls nobody"
                            : "");
        }
    }

    private static String host(Form form) {
        return String.valueOf(URI.create(form.original().url()).getHost());
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
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
