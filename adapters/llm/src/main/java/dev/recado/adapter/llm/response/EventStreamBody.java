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

/// Joins server-sent events into one body, for a server that streams although the request did not ask for it.
final class EventStreamBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventStreamBody() {}

    /// Empty for a body that is not a stream.
    static Optional<JsonNode> whole(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).stripLeading();
        return Stream.of("data:", "event:", "id:", ":").noneMatch(text::startsWith)
                ? Optional.empty()
                : joined(chunks(text));
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
                    // The end marker is no JSON.
                }
            }
        }
        return chunks;
    }

    private static Optional<JsonNode> joined(List<JsonNode> chunks) {
        ObjectNode joinedBody = JSON.createObjectNode();
        for (JsonNode chunk : chunks) {
            if (AnthropicEventStream.join(chunk, joinedBody)) {
                continue;
            }
            if (ResponseBody.isError(chunk)) {
                return Optional.of(chunk);
            }
            if (chunk.path("response").path("output").isArray()) {
                joinedBody = chunk.path("response").deepCopy();
            }
            JsonNode choice = chunk.path("choices").path(0);
            if (choice.isObject()) {
                join(choice, joinedBody.withArray("choices"));
            }
            JsonNode candidate = chunk.path("candidates").path(0);
            if (candidate.isObject()) {
                appendCandidate(candidate, joinedBody.withArray("candidates"));
            }
            for (String counts : List.of("usage", "usageMetadata", "promptFeedback")) {
                if (chunk.hasNonNull(counts)) {
                    joinedBody.set(counts, chunk.path(counts));
                }
            }
        }
        return joinedBody.isEmpty() ? Optional.empty() : Optional.of(joinedBody);
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

    /// Adds a piece of a tool call: the name comes first, the arguments in pieces.
    private static void join(JsonNode piece, ObjectNode message) {
        ArrayNode calls = message.withArray("tool_calls");
        int index = piece.path("index").asInt(piece.hasNonNull("id") ? calls.size() : calls.size() - 1);
        boolean isNew = index < 0 || index >= calls.size();
        ObjectNode call = isNew ? calls.addObject() : (ObjectNode) calls.path(index);
        if (piece.hasNonNull("id")) {
            call.set("id", piece.path("id"));
        }
        ObjectNode function = call.withObject("/function");
        JsonNode functionPart = piece.path("function");
        if (functionPart.hasNonNull("name")) {
            function.set("name", functionPart.path("name"));
        }
        JsonNode arguments = functionPart.path("arguments");
        function.put(
                "arguments",
                function.path("arguments").asText("")
                        + (arguments.isContainerNode() ? arguments.toString() : arguments.asText("")));
    }

    private static void appendCandidate(JsonNode chunk, ArrayNode candidates) {
        ObjectNode candidate = candidates.isEmpty() ? candidates.addObject() : (ObjectNode) candidates.path(0);
        ArrayNode parts = candidate.withObject("/content").withArray("parts");
        chunk.path("content").path("parts").forEach(parts::add);
        if (chunk.hasNonNull("finishReason")) {
            candidate.set("finishReason", chunk.path("finishReason"));
        }
    }
}
