package dev.recado.adapter.llm.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Joins the events of a streamed Anthropic message.
final class AnthropicEventStream {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnthropicEventStream() {}

    /// @return whether the event belongs to such a message
    static boolean join(JsonNode event, ObjectNode whole) {
        switch (event.path("type").asText("")) {
            case "message_start" -> {
                if (event.path("message").isObject()) {
                    whole.setAll((ObjectNode) event.path("message"));
                }
                whole.put("type", "message").putArray("content");
            }
            case "content_block_start" -> whole.withArray("content").add(event.path("content_block"));
            case "content_block_delta" -> add(event.path("delta"), block(event, whole));
            case "content_block_stop" -> complete(block(event, whole));
            case "message_delta" -> {
                whole.set("stop_reason", event.path("delta").path("stop_reason"));
                if (event.path("usage").isObject()) {
                    whole.withObject("/usage").setAll((ObjectNode) event.path("usage"));
                }
            }
            case "message_stop", "ping" -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode block(JsonNode event, ObjectNode whole) {
        JsonNode block = whole.path("content").path(event.path("index").asInt());
        return block instanceof ObjectNode found ? found : JSON.createObjectNode();
    }

    private static void add(JsonNode delta, ObjectNode block) {
        switch (delta.path("type").asText("")) {
            case "text_delta" ->
                block.put(
                        "text",
                        block.path("text").asText("") + delta.path("text").asText(""));
            case "input_json_delta" ->
                block.put(
                        "partial",
                        block.path("partial").asText("")
                                + delta.path("partial_json").asText(""));
            default -> {} // thoughts and their signatures
        }
    }

    private static void complete(ObjectNode block) {
        JsonNode partial = block.remove("partial");
        if (partial != null && !partial.asText().isBlank()) {
            try {
                block.set("input", JSON.readTree(partial.asText()));
            } catch (JsonProcessingException _) {
                // A call with unreadable arguments is handled as one without.
            }
        }
    }
}
