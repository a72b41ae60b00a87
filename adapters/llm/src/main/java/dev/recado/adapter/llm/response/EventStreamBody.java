package dev.recado.adapter.llm.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An answer that a server streams though nobody asked for it: server-sent events, put together into the one body
/// that it would have sent.
final class EventStreamBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventStreamBody() {}

    /// Empty for a body that is no stream.
    static Optional<JsonNode> whole(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).stripLeading();
        return Stream.of("data:", "event:", "id:", ":").noneMatch(text::startsWith)
                ? Optional.empty()
                : together(chunks(text));
    }

    private static List<JsonNode> chunks(String text) {
        List<JsonNode> chunks = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("data:")) {
                try {
                    Optional.ofNullable(JSON.readTree(line.substring("data:".length())))
                            .filter(JsonNode::isObject)
                            .ifPresent(chunks::add);
                } catch (JsonProcessingException _) {
                    // the mark of the end
                }
            }
        }
        return chunks;
    }

    private static Optional<JsonNode> together(List<JsonNode> chunks) {
        ObjectNode whole = JSON.createObjectNode();
        for (JsonNode chunk : chunks) {
            if (AnthropicEventStream.join(chunk, whole)) {
                continue;
            }
            if (ResponseBody.isError(chunk)) {
                return Optional.of(chunk);
            }
            if (chunk.path("response").path("output").isArray()) {
                whole = chunk.path("response").deepCopy();
            }
            JsonNode choice = chunk.path("choices").path(0);
            if (choice.isObject()) {
                join(choice, whole.withArray("choices"));
            }
            JsonNode candidate = chunk.path("candidates").path(0);
            if (candidate.isObject()) {
                continued(candidate, whole.withArray("candidates"));
            }
            for (String counts : List.of("usage", "usageMetadata", "promptFeedback")) {
                if (chunk.hasNonNull(counts)) {
                    whole.set(counts, chunk.path(counts));
                }
            }
        }
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole);
    }

    private static void join(JsonNode chunk, ArrayNode choices) {
        ObjectNode choice = choices.isEmpty() ? choices.addObject() : (ObjectNode) choices.path(0);
        ObjectNode message = choice.withObject("/message");
        if (chunk.path("message").isObject()) {
            message.setAll((ObjectNode) chunk.path("message"));
        }
        for (JsonNode from : List.of(chunk.path("delta"), chunk)) {
            for (String name : List.of("content", "text", "refusal", "reasoning_content", "reasoning")) {
                String more = ChatCompletionBody.text(from.path(name));
                if (!more.isEmpty()) {
                    String field = name.equals("text") ? "content" : name;
                    message.put(field, message.path(field).asText("") + more);
                }
            }
        }
        for (JsonNode call : chunk.path("delta").path("tool_calls")) {
            join(call, message);
        }
        if (chunk.hasNonNull("finish_reason")) {
            choice.set("finish_reason", chunk.path("finish_reason"));
        }
    }

    /// A call comes with its name first and its arguments piece by piece.
    private static void join(JsonNode piece, ObjectNode message) {
        ArrayNode calls = message.withArray("tool_calls");
        int index = piece.path("index").asInt(piece.hasNonNull("id") ? calls.size() : calls.size() - 1);
        boolean isNew = index < 0 || index >= calls.size();
        ObjectNode call = isNew ? calls.addObject() : (ObjectNode) calls.path(index);
        if (piece.hasNonNull("id")) {
            call.set("id", piece.path("id"));
        }
        ObjectNode function = call.withObject("/function");
        JsonNode given = piece.path("function");
        if (given.hasNonNull("name")) {
            function.set("name", given.path("name"));
        }
        JsonNode arguments = given.path("arguments");
        function.put(
                "arguments",
                function.path("arguments").asText("")
                        + (arguments.isContainerNode() ? arguments.toString() : arguments.asText("")));
    }

    private static void continued(JsonNode chunk, ArrayNode candidates) {
        ObjectNode candidate = candidates.isEmpty() ? candidates.addObject() : (ObjectNode) candidates.path(0);
        ArrayNode parts = candidate.withObject("/content").withArray("parts");
        chunk.path("content").path("parts").forEach(parts::add);
        if (chunk.hasNonNull("finishReason")) {
            candidate.set("finishReason", chunk.path("finishReason"));
        }
    }
}
