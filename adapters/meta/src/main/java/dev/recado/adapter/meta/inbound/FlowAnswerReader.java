package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.adapter.meta.api.TextCleaner;
import dev.recado.domain.message.Content;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the answers of a form filled in inside WhatsApp, which come as JSON in a string.
final class FlowAnswerReader {
    private static final int MOST_FIELDS = 200;

    private FlowAnswerReader() {}

    static Content read(JsonNode reply) {
        String json = JsonFields.text(reply, "response_json").orElse("");
        Map<String, String> fields = new LinkedHashMap<>();
        collect("", JsonFields.parse(json), fields);
        return json.isEmpty()
                ? ContentReader.unsupported("interactive.nfm_reply")
                : new Content.FlowReply(fields, json);
    }

    /// Each value under the path of names that leads to it: `page.name`, `items.0.label`.
    private static void collect(String path, JsonNode node, Map<String, String> fields) {
        if (fields.size() >= MOST_FIELDS) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(below(path, entry.getKey()), entry.getValue(), fields));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(below(path, Integer.toString(i)), node.get(i), fields);
            }
        } else if (!path.isEmpty() && node.isValueNode() && !node.isNull()) {
            fields.put(path, TextCleaner.clean(node.asText()));
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? TextCleaner.clean(name) : path + "." + TextCleaner.clean(name);
    }
}
