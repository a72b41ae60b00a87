package dev.recado.adapter.llm.tools;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads tool calls from JSON that a model wrote, which may be lenient.
final class ToolCallJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> NAMES =
            List.of("name", "tool", "tool_name", "action", "recipient_name", "function");

    private static final List<String> ARGUMENTS =
            List.of("arguments", "parameters", "args", "input", "action_input", "tool_input", "kwargs");

    /// An object with a name is a call of an unknown tool only beside one of these.
    private static final List<String> SHAPES = List.of(
            "\"arguments\"", "\"parameters\"", "\"tool_calls\"", "\"tool_input\"", "\"action_input\"", "\"tool\"");

    private static final int MAX_DEPTH = 6;

    /// @param end where the JSON ends in the text
    record Parsed(List<TextToolCall> calls, int end) {
        static final Parsed NOTHING = new Parsed(List.of(), 0);
    }

    private ToolCallJson() {}

    /// The start of the outermost object around a position; -1 for none.
    static int startOf(String text, int position) {
        int depth = 0;
        int start = -1;
        boolean isQuoted = false;
        for (int i = 0; i < position; i++) {
            char c = text.charAt(i);
            if (isQuoted && c == '\\') {
                i++;
            } else if (depth > 0 && c == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && c == '{') {
                start = depth++ == 0 ? i : start;
            } else if (!isQuoted && c == '}' && depth > 0) {
                depth--;
            }
        }
        return depth > 0 ? start : -1;
    }

    /// The calls in the object that starts there.
    static Parsed read(String text, int start) {
        if (start < 0) {
            return Parsed.NOTHING;
        }
        try (JsonParser parser = JSON.createParser(text.substring(start))) {
            JsonNode node = parser.readValueAsTree();
            List<TextToolCall> calls = new ArrayList<>();
            collect(node, calls, 0);
            return new Parsed(calls, start + (int) parser.currentLocation().getCharOffset());
        } catch (IOException _) {
            return Parsed.NOTHING;
        }
    }

    /// Whether the whole text is a call of some tool.
    static boolean isCall(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return false;
        }
        try {
            List<TextToolCall> calls = new ArrayList<>();
            JsonNode node = STRICT.readTree(text);
            collect(node, calls, 0);
            return !calls.isEmpty() && SHAPES.stream().anyMatch(text::contains);
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    /// The object that starts there, as strict JSON.
    static Optional<String> objectAt(String text, int start) {
        try (JsonParser parser = JSON.createParser(text.substring(start))) {
            JsonNode node = parser.readValueAsTree();
            return Optional.of(node.toString());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static String object(Map<String, String> fields) {
        return JSON.valueToTree(fields).toString();
    }

    private static void collect(JsonNode node, List<TextToolCall> calls, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (node.isObject()) {
            Optional<TextToolCall> call = call(node);
            if (call.isPresent()) {
                calls.add(call.get());
                return;
            }
            node.properties().forEach(field -> {
                if (field.getValue().isObject() && isKnownTool(field.getKey())) {
                    calls.add(new TextToolCall(field.getKey(), field.getValue().toString()));
                } else {
                    collect(field.getValue(), calls, depth + 1);
                }
            });
        } else if (node.isArray()) {
            node.forEach(each -> collect(each, calls, depth + 1));
        }
    }

    private static Optional<TextToolCall> call(JsonNode node) {
        Optional<String> name = NAMES.stream()
                .map(node::path)
                .filter(JsonNode::isTextual)
                .map(given -> given.asText().replaceFirst("^.*\\.", ""))
                .findFirst();
        Optional<JsonNode> given = ARGUMENTS.stream()
                .map(node::path)
                .filter(value -> value.isObject() || value.isTextual())
                .findFirst();
        return name.filter(each -> given.isPresent() || isKnownTool(each))
                .map(each -> new TextToolCall(
                        each, given.map(ToolCallJson::arguments).orElse("{}")));
    }

    private static String arguments(JsonNode given) {
        return given.isTextual() ? given.asText() : given.toString();
    }

    private static boolean isKnownTool(String name) {
        return ToolSession.TOOLS.stream().anyMatch(tool -> tool.name().equals(name));
    }
}
