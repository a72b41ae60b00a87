package dev.recado.adapter.twilio.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recado.domain.message.Content;
import dev.recado.domain.text.TextCleaner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a user's answers to a WhatsApp Flow (a form), which come as JSON in `FlowData` or `InteractiveData`.
final class FlowAnswerReader {
    private static final int MAX_FIELDS = 200;
    /// What lies deeper is in the raw JSON alone.
    private static final int MAX_DEPTH = 16;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private FlowAnswerReader() {}

    /// The answers; empty when the message has none, or has invalid ones beside a text.
    static Optional<Content> read(Form form, String body) {
        Optional<String> json = form.filled("FlowData").or(() -> form.filled("InteractiveData"));
        if (json.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> fields = fields(json.get());
        return fields.isEmpty() && !body.isBlank()
                ? Optional.empty()
                : Optional.of(new Content.FlowReply(fields, TextCleaner.clean(json.get())));
    }

    private static Map<String, String> fields(String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            collect("", JSON.readTree(json), MAX_DEPTH, fields);
        } catch (JsonProcessingException _) {
            fields.clear();
        }
        return fields;
    }

    /// Collects each value under its path: `page.name`, `items.0.label`.
    private static void collect(String path, JsonNode node, int depth, Map<String, String> fields) {
        if (fields.size() >= MAX_FIELDS || depth == 0) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> collect(joinPath(path, entry.getKey()), entry.getValue(), depth - 1, fields));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(joinPath(path, Integer.toString(i)), node.get(i), depth - 1, fields);
            }
        } else if (!path.isEmpty() && !node.isNull()) {
            fields.put(path, TextCleaner.clean(node.asText()));
        }
    }

    private static String joinPath(String path, String name) {
        return path.isEmpty() ? TextCleaner.clean(name) : path + "." + TextCleaner.clean(name);
    }
}
