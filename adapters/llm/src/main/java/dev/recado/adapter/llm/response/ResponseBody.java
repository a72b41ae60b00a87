package dev.recado.adapter.llm.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Normalizes a provider's 200 response to the form that LangChain4j reads. LangChain4j reads only the published
/// forms, while compatible servers send others and providers add enumeration values.
public final class ResponseBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A body with one of these fields has content.
    private static final List<String> CONTENT_FIELDS = List.of(
            "choices",
            "candidates",
            "content",
            "output",
            "data",
            "text",
            "results",
            "id",
            "promptFeedback",
            "embedding");

    private static final List<String> MESSAGE_FIELDS = List.of("message", "msg", "detail", "error_msg", "errors");

    private static final Set<String> ANTHROPIC_STOP_REASONS =
            Set.of("end_turn", "stop_sequence", "max_tokens", "tool_use");

    private static final List<String> USAGE_FIELDS = List.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "promptTokenCount",
            "candidatesTokenCount",
            "thoughtsTokenCount",
            "totalTokenCount");

    private ResponseBody() {}

    /// Whether a response with status 200 is an error.
    public static boolean isError(byte[] body) {
        return parsed(body)
                .filter(root -> isError(root.isArray() ? root.path(0) : root))
                .isPresent();
    }

    /// @throws DeclinedResponseException when the provider refuses to answer
    public static byte[] normalized(byte[] body) {
        return parsed(body)
                .flatMap(ResponseBody::accepted)
                .or(() -> EventStreamBody.whole(body))
                .map(ResponseBody::bytes)
                .orElse(body);
    }

    /// The same body, joined where it is streamed.
    public static byte[] joined(byte[] body) {
        return EventStreamBody.whole(body).map(ResponseBody::bytes).orElse(body);
    }

    private static Optional<JsonNode> parsed(byte[] body) {
        Optional<JsonNode> streamed = EventStreamBody.whole(body);
        if (streamed.isPresent()) {
            return streamed;
        }
        try {
            return Optional.ofNullable(JSON.readTree(body));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> accepted(JsonNode root) {
        DeclinedResponseException.in(root).ifPresent(declined -> {
            throw declined;
        });
        return normalized(root);
    }

    private static Optional<JsonNode> normalized(JsonNode root) {
        JsonNode choice = root.path("choices").path(0);
        if (Stream.of("message", "delta", "text", "content").anyMatch(choice::hasNonNull)) {
            return Optional.of(ChatCompletionBody.normalized(root));
        }
        if (root.path("candidates").path(0).isObject()) {
            return Optional.of(GeminiResponseBody.normalized(root));
        }
        boolean isMessage = root.path("type").asText("").equals("message") || root.hasNonNull("stop_reason");
        return isMessage && root.has("content") ? Optional.of(anthropic((ObjectNode) root)) : Optional.empty();
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static boolean isError(JsonNode root) {
        JsonNode choice = root.path("choices").path(0);
        return isSet(root.path("error"))
                || isSet(choice.path("error"))
                || choice.path("finish_reason").asText("").equals("error")
                || root.path("status").asText("").equals("failed")
                || root.path("object").asText("").equals("error")
                || root.path("type").asText("").equals("error")
                || root.path("base_resp").path("status_code").asInt(0) != 0
                || (MESSAGE_FIELDS.stream().anyMatch(root::hasNonNull)
                        && CONTENT_FIELDS.stream().noneMatch(root::hasNonNull));
    }

    private static boolean isSet(JsonNode error) {
        return error.isObject()
                ? !error.isEmpty()
                : error.isTextual() && !error.asText().isBlank();
    }

    /// Whether a finish reason says that a tool call went wrong.
    static boolean isAboutTools(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("tool") || lower.contains("function") || lower.contains("thought_signature");
    }

    private static ObjectNode anthropic(ObjectNode root) {
        ArrayNode content = JSON.createArrayNode();
        if (root.path("content").isArray()) {
            for (JsonNode block : root.path("content")) {
                if (Set.of("text", "tool_use").contains(block.path("type").asText(""))) {
                    content.add(block);
                }
            }
        } else {
            content.addObject().put("type", "text").put("text", ChatCompletionBody.text(root.path("content")));
        }
        root.set("content", content);
        root.put("type", "message").put("role", "assistant");
        if (!root.path("usage").isObject()) {
            root.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
        }
        String reason = root.path("stop_reason").asText("end_turn");
        if (reason.equals("model_context_window_exceeded")) {
            root.put("stop_reason", "max_tokens");
        } else if (!ANTHROPIC_STOP_REASONS.contains(reason)) {
            root.put("stop_reason", "end_turn");
        }
        return root;
    }

    /// Keeps the counts that are numbers.
    static void usage(JsonNode source, ObjectNode answer, String name) {
        ObjectNode usage = JSON.createObjectNode();
        USAGE_FIELDS.stream()
                .filter(field -> source.path(field).canConvertToInt())
                .forEach(field -> usage.put(field, source.path(field).asInt()));
        if (!usage.isEmpty()) {
            answer.set(name, usage);
        }
    }
}
