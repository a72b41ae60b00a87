package dev.recado.adapter.llm.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// Normalizes a Gemini response: a finish reason that LangChain4j knows, and only the parts that it reads.
final class GeminiResponseBody {

    /// The finish reasons of Gemini that LangChain4j 1.18 knows, besides those that mean "blocked".
    private static final Set<String> KNOWN = Set.of("STOP", "MAX_TOKENS", "MALFORMED_FUNCTION_CALL");

    private GeminiResponseBody() {}

    static ObjectNode normalized(JsonNode root) {
        JsonNode candidate = root.path("candidates").path(0);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode normalizedCandidate = answer.putArray("candidates").addObject();
        ArrayNode parts =
                normalizedCandidate.putObject("content").put("role", "model").putArray("parts");
        boolean hasContent = false;
        boolean hasThought = false;
        for (JsonNode part : candidate.path("content").path("parts")) {
            ObjectNode kept = parts.addObject();
            for (String name : List.of("text", "thought", "thoughtSignature", "functionCall")) {
                if (part.hasNonNull(name)) {
                    kept.set(name, part.path(name));
                }
            }
            hasThought |= part.path("thought").asBoolean();
            hasContent |= part.has("functionCall")
                    || (!part.path("thought").asBoolean()
                            && !part.path("text").asText("").isBlank());
        }
        String given = candidate.path("finishReason").asText("STOP");
        normalizedCandidate.put("finishReason", hasThought && !hasContent ? "MAX_TOKENS" : finished(given, hasContent));
        // LangChain4j reads the counts without checking that they exist.
        ObjectNode usage = JsonNodeFactory.instance
                .objectNode()
                .put("promptTokenCount", 0)
                .put("candidatesTokenCount", 0)
                .put("totalTokenCount", 0);
        if (root.path("usageMetadata").isObject()) {
            usage.setAll((ObjectNode) root.path("usageMetadata"));
        }
        ResponseBody.usage(usage, answer, "usageMetadata");
        return answer;
    }

    private static String finished(String reason, boolean hasContent) {
        if (KNOWN.contains(reason)) {
            return reason;
        }
        return ResponseBody.isAboutTools(reason) ? "MALFORMED_FUNCTION_CALL" : hasContent ? "STOP" : "OTHER";
    }
}
