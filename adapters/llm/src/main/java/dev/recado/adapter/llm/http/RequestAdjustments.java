package dev.recado.adapter.llm.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What has to be left out of a request, or put in another way, for one server and model to take it.
///
/// @param names of fields that are left out; {@link #TOOLS}, {@link #SYSTEM}, {@link #PARTS} and {@link #THINKING}
///     stand for more than one field
record RequestAdjustments(Set<String> names) {

    /// No tools, and what was said by them told in words.
    static final String TOOLS = "tools";

    /// The instructions stand at the head of the first message.
    static final String SYSTEM = "system";

    /// Every content is one text.
    static final String PARTS = "parts";

    /// No wish for how the model thinks.
    static final String THINKING = "thinking";

    /// The two names of one bound: where one is refused, the other is tried.
    static final String MAX_TOKENS = "max_tokens";

    static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    static final RequestAdjustments NONE = new RequestAdjustments(Set.of());

    RequestAdjustments {
        names = Set.copyOf(names);
    }

    RequestAdjustments and(String name) {
        return new RequestAdjustments(
                Stream.concat(names.stream(), Stream.of(name)).collect(Collectors.toSet()));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /// Changes the request.
    void applyTo(ObjectNode request) {
        for (String name : names) {
            switch (name) {
                case TOOLS -> withoutTools(request);
                case SYSTEM -> withoutSystem(request);
                case PARTS -> messages(request).forEach(message -> flatten((ObjectNode) message));
                case THINKING -> withoutThinking(request);
                case MAX_TOKENS -> rename(request, MAX_TOKENS, MAX_COMPLETION_TOKENS);
                case MAX_COMPLETION_TOKENS -> rename(request, MAX_COMPLETION_TOKENS, MAX_TOKENS);
                default -> request.remove(name);
            }
        }
    }

    private static void withoutThinking(ObjectNode request) {
        if (request.path("generationConfig") instanceof ObjectNode generation) {
            generation.remove("thinkingConfig");
        }
    }

    private void rename(ObjectNode request, String from, String to) {
        JsonNode bound = request.remove(from);
        if (bound != null && !names.contains(to)) {
            request.set(to, bound);
        }
    }

    private static void withoutTools(ObjectNode request) {
        request.remove(List.of(TOOLS, "tool_choice", "parallel_tool_calls", "toolConfig"));
        ArrayNode kept = request.arrayNode();
        for (JsonNode message : messages(request)) {
            ObjectNode said = (ObjectNode) message;
            if (said.path("role").asText("").equals("tool")) {
                said.remove("tool_call_id");
                said.put("role", "user");
            }
            boolean isOnlyACall = said.remove("tool_calls") != null
                    && said.path("content").asText("").isBlank();
            if (!isOnlyACall) {
                kept.add(said);
            }
        }
        if (request.has("messages")) {
            request.set("messages", kept);
        }
    }

    private static void withoutSystem(ObjectNode request) {
        if (request.remove("systemInstruction") instanceof ObjectNode instruction
                && request.path("contents").path(0).path("parts") instanceof ArrayNode parts) {
            List<JsonNode> all = new ArrayList<>();
            instruction.path("parts").forEach(all::add);
            parts.forEach(all::add);
            parts.removeAll().addAll(all);
            return;
        }
        ArrayNode messages = messages(request);
        if (messages.size() > 1 && messages.path(0).path("role").asText("").equals(SYSTEM)) {
            JsonNode system = messages.remove(0).path("content");
            ObjectNode first = (ObjectNode) messages.path(0);
            JsonNode content = first.path("content");
            if (content.isTextual()) {
                first.put("content", text(system) + "\n\n" + content.asText());
            } else if (content instanceof ArrayNode parts) {
                parts.insertObject(0).put("type", "text").put("text", text(system));
            }
        }
    }

    private static void flatten(ObjectNode message) {
        JsonNode content = message.path("content");
        if (content.isArray()
                && StreamSupport.stream(content.spliterator(), false).allMatch(part -> part.has("text"))) {
            message.set("content", TextNode.valueOf(text(content)));
        }
    }

    private static String text(JsonNode content) {
        return content.isArray()
                ? StreamSupport.stream(content.spliterator(), false)
                        .map(part -> part.path("text").asText(""))
                        .collect(Collectors.joining("\n\n"))
                : content.asText("");
    }

    private static ArrayNode messages(ObjectNode request) {
        return Optional.of(request.path("messages"))
                .filter(ArrayNode.class::isInstance)
                .map(ArrayNode.class::cast)
                .orElseGet(request::arrayNode);
    }
}
