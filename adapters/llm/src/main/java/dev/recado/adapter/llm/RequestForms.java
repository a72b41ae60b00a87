package dev.recado.adapter.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpRequest;
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
final class RequestForms {

    /// How often one request is put in another way.
    static final int MOST_CHANGES = 6;

    private static final Logger LOG = LoggerFactory.getLogger(RequestForms.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, Taken> known = new ConcurrentHashMap<>();

    RequestForms(InstantSource clock) {
        this.clock = clock;
    }

    /// What a server took, until then taken for granted.
    private record Taken(Concessions concessions, Instant until) {}

    /// One request, on its way to a form that the server takes.
    ///
    /// @param concessions what it leaves out
    record Form(HttpRequest original, String server, Concessions concessions) {

        HttpRequest request() {
            String body = original.body();
            if (concessions.isEmpty() || body == null) {
                return original;
            }
            ObjectNode changed = object(body);
            concessions.applyTo(changed);
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
        return new Form(request, server, taken == null || isOver(taken) ? Concessions.NONE : taken.concessions());
    }

    /// The next form to try, where the error says which part of the request is refused; empty where it is something
    /// else.
    Optional<Form> next(Form refused, int status, byte[] answer) {
        String body = refused.original().body();
        if (body == null
                || refused.concessions().names().size() >= MOST_CHANGES
                || ErrorBody.read(answer).subject() != ErrorSubject.OTHER) {
            return Optional.empty();
        }
        ObjectNode asked = object(body);
        refused.concessions().applyTo(asked);
        String text = new String(answer, StandardCharsets.UTF_8);
        return RequestRefusal.read(status, parsed(text), text)
                .refused(asked, refused.concessions())
                .map(name -> new Form(
                        refused.original(),
                        server(refused.original()),
                        refused.concessions().and(name)));
    }

    private boolean isOver(Taken taken) {
        return !clock.instant().isBefore(taken.until());
    }

    /// Remembers the form that was taken, and says once what is gone.
    void taken(Form form) {
        Concessions now = form.concessions();
        Taken before = known.get(form.server());
        boolean isKnown = before != null && before.concessions().equals(now);
        if (now.isEmpty() || (before != null && isKnown && !isOver(before))) {
            return;
        }
        known.put(form.server(), new Taken(now, clock.instant().plus(REMEMBERED)));
        if (!isKnown) {
            LOG.warn(
                    "[LLM] ADAPTED host={} without={}{}",
                    URI.create(form.original().url()).getHost(),
                    now.names().stream().sorted().collect(Collectors.joining(",")),
                    now.names().contains(Concessions.TOOLS)
                            ? ": the model looks nothing up, takes no leads and calls nobody"
                            : "");
        }
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
