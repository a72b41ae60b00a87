package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.Concessions.PARTS;
import static dev.recado.adapter.llm.Concessions.SYSTEM;
import static dev.recado.adapter.llm.Concessions.THINKING;
import static dev.recado.adapter.llm.Concessions.TOOLS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// An error answer that refuses the form of a request, not what is asked: it names a part of the request that the
/// server does not take.
///
/// @param param the part that the body names as such; may be empty
/// @param prose the whole body in lower case
record RequestRefusal(int status, String param, String prose) {

    /// 404 is OpenRouter's ("No endpoints found that support tool use"), 500 llama.cpp's ("tools param requires
    /// --jinja flag") and what several servers make of an error in a chat template.
    private static final Set<Integer> STATUSES = Set.of(400, 404, 405, 422, 500, 501);

    /// Without these a request is none.
    private static final Set<String> NEEDED =
            Set.of("model", "messages", "contents", "input", "instructions", "conversation", "systemInstruction");

    private static final List<String> REFUSING = List.of(
            "support",
            "requires",
            "not enabled",
            "not available",
            "not allowed",
            "not permitted",
            "not implemented",
            "unavailable",
            "disabled",
            "must be set",
            "must be",
            "not recognized",
            "unrecognized",
            "unknown",
            "unexpected",
            "invalid",
            "extra",
            "can only be",
            "only user");

    private static final List<String> REFUSING_BY_5XX =
            List.of("--jinja", "template", "not implemented", "not supported", "does not support", "only user");

    /// Field names that are everyday words: only in quotes do they name a field.
    private static final Set<String> EVERYDAY = Set.of("stop", "user", "store", "text", "reasoning", "n", "seed");

    /// The name in {@link Concessions} of what the server does not take.
    ///
    /// @param tried what is left out already
    Optional<String> refused(ObjectNode request, Concessions tried) {
        if (!STATUSES.contains(status)) {
            return Optional.empty();
        }
        return Stream.of(
                        named(request),
                        tools(request),
                        system(request),
                        parts(request),
                        thinking(request),
                        mentioned(request))
                .flatMap(Optional::stream)
                .filter(name -> !tried.names().contains(name))
                .findFirst();
    }

    private Optional<String> named(ObjectNode request) {
        String root = param.split("[.\\[]", 2)[0];
        return request.has(root) && !NEEDED.contains(root)
                ? Optional.of(root.startsWith("tool") ? TOOLS : root)
                : Optional.empty();
    }

    private Optional<String> tools(ObjectNode request) {
        return request.has(TOOLS)
                        && isRefusing()
                        && (prose.contains("tool") || prose.contains("function call") || prose.contains("functions"))
                ? Optional.of(TOOLS)
                : Optional.empty();
    }

    // Chat templates of several open models know no system role, and say so by their own words for the order of roles.
    private Optional<String> system(ObjectNode request) {
        boolean has = request.has("systemInstruction")
                || request.path("messages").path(0).path("role").asText("").equals(SYSTEM);
        boolean isNamed = (prose.contains("system") || prose.contains("developer instruction"))
                && (prose.contains("role") || prose.contains("message") || prose.contains("instruction"))
                && isRefusing();
        boolean isMeant = isNamed || prose.contains("roles must alternate");
        return has && isMeant ? Optional.of(SYSTEM) : Optional.empty();
    }

    private Optional<String> parts(ObjectNode request) {
        boolean has = StreamSupport.stream(request.path("messages").spliterator(), false)
                .anyMatch(message -> message.path("content").isArray());
        boolean isMeant = prose.contains("expected a string")
                || (prose.contains("content")
                        && (prose.contains("string") || prose.contains("sequence") || prose.contains("str type")));
        return has && isMeant ? Optional.of(PARTS) : Optional.empty();
    }

    private Optional<String> thinking(ObjectNode request) {
        return request.path("generationConfig").has("thinkingConfig")
                        && (prose.contains("thinking") || prose.contains("thought"))
                ? Optional.of(THINKING)
                : Optional.empty();
    }

    private Optional<String> mentioned(ObjectNode request) {
        return request.properties().stream()
                .map(field -> field.getKey())
                .filter(name -> !NEEDED.contains(name))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .filter(this::isMentioned)
                .findFirst();
    }

    private boolean isMentioned(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return EVERYDAY.contains(lower)
                ? Stream.of("'", "`", "\\\"", "\"").anyMatch(quote -> prose.contains(quote + lower + quote))
                : prose.contains(lower);
    }

    /// A 5xx is mostly a passing failure: only what servers are known to say of a request's form counts.
    private boolean isRefusing() {
        return (status < 500 ? REFUSING : REFUSING_BY_5XX).stream().anyMatch(prose::contains);
    }

    /// Reads it of an error body, in which compatible servers name the part in different places.
    static RequestRefusal read(int status, JsonNode body, String text) {
        String param =
                body.path("error").path("param").asText(body.path("param").asText(""));
        return new RequestRefusal(status, param, text.toLowerCase(Locale.ROOT));
    }
}
