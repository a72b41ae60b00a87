package dev.recado.adapter.llm.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// An answer of Gemini's, with a finish reason that LangChain4j knows and only the parts that it reads.
final class GeminiResponseBody {

    /// LangChain4j 1.18 knows these of Gemini's finish reasons, beside those that mean "blocked".
    private static final Set<String> KNOWN = Set.of("STOP", "MAX_TOKENS", "MALFORMED_FUNCTION_CALL");

    private GeminiResponseBody() {}

    static ObjectNode readable(JsonNode root) {
        JsonNode candidate = root.path("candidates").path(0);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode said = answer.putArray("candidates").addObject();
        ArrayNode parts = said.putObject("content").put("role", "model").putArray("parts");
        boolean isSaid = false;
        boolean isThought = false;
        for (JsonNode part : candidate.path("content").path("parts")) {
            ObjectNode kept = parts.addObject();
            for (String name : List.of("text", "thought", "thoughtSignature", "functionCall")) {
                if (part.hasNonNull(name)) {
                    kept.set(name, part.path(name));
                }
            }
            isThought |= part.path("thought").asBoolean();
            isSaid |= part.has("functionCall")
                    || (!part.path("thought").asBoolean()
                            && !part.path("text").asText("").isBlank());
        }
        String given = candidate.path("finishReason").asText("STOP");
        said.put("finishReason", isThought && !isSaid ? "MAX_TOKENS" : finished(given, isSaid));
        // LangChain4j reads the counts without asking whether there are any
        ObjectNode counted = JsonNodeFactory.instance
                .objectNode()
                .put("promptTokenCount", 0)
                .put("candidatesTokenCount", 0)
                .put("totalTokenCount", 0);
        if (root.path("usageMetadata").isObject()) {
            counted.setAll((ObjectNode) root.path("usageMetadata"));
        }
        ResponseBody.usage(counted, answer, "usageMetadata");
        return answer;
    }

    private static String finished(String reason, boolean isSaid) {
        if (KNOWN.contains(reason)) {
            return reason;
        }
        return ResponseBody.isAboutTools(reason) ? "MALFORMED_FUNCTION_CALL" : isSaid ? "STOP" : "OTHER";
    }
}
