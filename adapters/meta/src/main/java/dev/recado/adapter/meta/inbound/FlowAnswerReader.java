package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.message.Content;
import dev.recado.domain.text.TextCleaner;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a user's answers to a WhatsApp Flow (a form), which come as JSON in a string.
final class FlowAnswerReader {
    private static final int MAX_FIELDS = 200;
    /// What lies deeper is in the raw JSON alone.
    private static final int MAX_DEPTH = 16;

    private FlowAnswerReader() {}

    static Content read(JsonNode reply) {
        String json = JsonFields.text(reply, "response_json").orElse("");
        Map<String, String> fields = new LinkedHashMap<>();
        collect("", JsonFields.parse(json), MAX_DEPTH, fields);
        return json.isEmpty()
                ? ContentReader.unsupported("interactive.nfm_reply")
                : new Content.FlowReply(fields, json);
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
        } else if (!path.isEmpty() && node.isValueNode() && !node.isNull()) {
            fields.put(path, TextCleaner.clean(node.asText()));
        }
    }

    private static String joinPath(String path, String name) {
        return path.isEmpty() ? TextCleaner.clean(name) : path + "." + TextCleaner.clean(name);
    }
}
