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

/// A provider's 200, put into the shape that LangChain4j reads. It reads the published shapes alone, while servers
/// that call themselves compatible answer in others, and providers add values to their enumerations.
public final class ResponseBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A body with one of these holds something, whatever else it holds.
    private static final List<String> ANSWERS = List.of(
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

    private static final List<String> PROSE = List.of("message", "msg", "detail", "error_msg", "errors");

    private static final Set<String> KNOWN_TO_ANTHROPIC = Set.of("end_turn", "stop_sequence", "max_tokens", "tool_use");

    private static final List<String> USAGE = List.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "promptTokenCount",
            "candidatesTokenCount",
            "thoughtsTokenCount",
            "totalTokenCount");

    private ResponseBody() {}

    /// Whether a 200 is an error all the same.
    public static boolean isError(byte[] body) {
        return parsed(body)
                .filter(root -> isError(root.isArray() ? root.path(0) : root))
                .isPresent();
    }

    /// @throws DeclinedAnswer for an answer that is none, since the provider says no
    public static byte[] readable(byte[] body) {
        return parsed(body)
                .flatMap(ResponseBody::accepted)
                .or(() -> EventStreamBody.whole(body))
                .map(ResponseBody::bytes)
                .orElse(body);
    }

    /// The same body, in one piece where it is streamed.
    public static byte[] whole(byte[] body) {
        return EventStreamBody.whole(body).map(ResponseBody::bytes).orElse(body);
    }

    private static Optional<JsonNode> parsed(byte[] body) {
        Optional<JsonNode> streamed = EventStreamBody.whole(body);
        if (streamed.isPresent()) {
            return streamed;
        }
        try {
            return Optional.ofNullable(JSON.readTree(body));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> accepted(JsonNode root) {
        DeclinedResponseException.in(root).ifPresent(declined -> {
            throw declined;
        });
        return readable(root);
    }

    private static Optional<JsonNode> readable(JsonNode root) {
        JsonNode choice = root.path("choices").path(0);
        if (Stream.of("message", "delta", "text", "content").anyMatch(choice::hasNonNull)) {
            return Optional.of(ChatCompletionBody.readable(root));
        }
        if (root.path("candidates").path(0).isObject()) {
            return Optional.of(GeminiResponseBody.readable(root));
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
                || (PROSE.stream().anyMatch(root::hasNonNull)
                        && ANSWERS.stream().noneMatch(root::hasNonNull));
    }

    private static boolean isSet(JsonNode error) {
        return error.isObject()
                ? !error.isEmpty()
                : error.isTextual() && !error.asText().isBlank();
    }

    /// Whether a finish reason says that a call of a tool went wrong.
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
        } else if (!KNOWN_TO_ANTHROPIC.contains(reason)) {
            root.put("stop_reason", "end_turn");
        }
        return root;
    }

    /// Keeps what of the counts is a number.
    static void usage(JsonNode given, ObjectNode answer, String name) {
        ObjectNode usage = JSON.createObjectNode();
        USAGE.stream()
                .filter(field -> given.path(field).canConvertToInt())
                .forEach(field -> usage.put(field, given.path(field).asInt()));
        if (!usage.isEmpty()) {
            answer.set(name, usage);
        }
    }
}
