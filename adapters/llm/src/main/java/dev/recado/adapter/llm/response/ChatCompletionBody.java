package dev.recado.adapter.llm.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.Stream;

/// Normalizes an OpenAI chat completion in any of the forms that compatible servers send.
final class ChatCompletionBody {

    private ChatCompletionBody() {}

    static ObjectNode normalized(JsonNode root) {
        JsonNode choice = root.path("choices").path(0);
        JsonNode source = Stream.of("message", "delta")
                .map(choice::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(choice);
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "assistant");
        String text = text(source.has("content") ? source.path("content") : source.path("text"));
        message.put("content", text.isEmpty() ? null : text);
        String refusal = text(source.path("refusal"));
        if (!refusal.isBlank()) {
            message.put("refusal", refusal);
        }
        ArrayNode calls = calls(source);
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        boolean onlyThoughts = text.isBlank()
                && calls.isEmpty()
                && Stream.of("reasoning_content", "reasoning", "thinking")
                        .anyMatch(name -> !source.path(name).asText("").isBlank());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", onlyThoughts ? "length" : finished(choice))
                .set("message", message);
        ResponseBody.usage(root.path("usage"), answer, "usage");
        return answer;
    }

    private static String finished(JsonNode choice) {
        String reason = choice.path("finish_reason").asText("stop").toLowerCase(Locale.ROOT);
        return switch (reason) {
            case "max_tokens", "max_output_tokens", "model_length" -> "length";
            case "safety" -> "content_filter";
            default ->
                ResponseBody.isAboutTools(reason) && !reason.equals("tool_calls") ? "malformed_function_call" : reason;
        };
    }

    /// The text of a string, an array or an object; thoughts are left out.
    static String text(JsonNode content) {
        if (content.isArray()) {
            StringBuilder texts = new StringBuilder();
            content.forEach(part -> texts.append(text(part)));
            return texts.toString();
        }
        if (content.isObject()) {
            String type = content.path("type").asText("text");
            boolean isThought = type.contains("think") || type.contains("reason");
            return isThought
                    ? ""
                    : Stream.of("text", "value", "content")
                            .filter(content::hasNonNull)
                            .findFirst()
                            .map(name -> text(content.path(name)))
                            .orElse("");
        }
        return content.asText("");
    }

    /// The calls of a message in any form: arguments as an object, no id, or OpenAI's older `function_call`.
    private static ArrayNode calls(JsonNode message) {
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        JsonNode given = message.path("tool_calls");
        if (given.isArray()) {
            given.forEach(call -> add(calls, call.path("id").asText(""), call.path("function")));
        }
        if (message.path("function_call").isObject()) {
            add(calls, "", message.path("function_call"));
        }
        return calls;
    }

    private static void add(ArrayNode calls, String id, JsonNode function) {
        JsonNode arguments = function.path("arguments");
        String name = function.path("name").asText("");
        if (!name.isBlank()) {
            calls.addObject()
                    .put("id", id.isBlank() ? "call" + (10_000 + calls.size()) : id)
                    .put("type", "function")
                    .putObject("function")
                    .put("name", name)
                    .put("arguments", arguments.isTextual() ? arguments.asText() : arguments.toString());
        }
    }
}
