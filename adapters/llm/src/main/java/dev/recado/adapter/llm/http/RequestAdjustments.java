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

/// The changes that one server needs to a request for one model: fields left out or replaced.
///
/// @param names names of the fields to leave out; [#TOOLS], [#SYSTEM], [#PARTS] and [#THINKING] stand for several
/// fields
record RequestAdjustments(Set<String> names) {

    /// Removes the tools, and turns tool calls and results into text.
    static final String TOOLS = "tools";

    /// Moves the instructions to the start of the first message.
    static final String SYSTEM = "system";

    /// Joins the parts of each message to one text.
    static final String PARTS = "parts";

    /// Removes the settings for the model's thinking.
    static final String THINKING = "thinking";

    /// The two names of one limit: where one is refused, the other is tried.
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

    /// Changes the request in place.
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
        JsonNode limit = request.remove(from);
        if (limit != null && !names.contains(to)) {
            request.set(to, limit);
        }
    }

    private static void withoutTools(ObjectNode request) {
        request.remove(List.of(TOOLS, "tool_choice", "parallel_tool_calls", "toolConfig"));
        ArrayNode kept = request.arrayNode();
        for (JsonNode message : messages(request)) {
            ObjectNode converted = (ObjectNode) message;
            if (converted.path("role").asText("").equals("tool")) {
                converted.remove("tool_call_id");
                converted.put("role", "user");
            }
            boolean isOnlyACall = converted.remove("tool_calls") != null
                    && converted.path("content").asText("").isBlank();
            if (!isOnlyACall) {
                kept.add(converted);
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
