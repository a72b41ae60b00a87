package dev.recado.adapter.meta.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.domain.text.TextCleaner;
import java.util.List;
import java.util.Optional;

/// Reads Meta's JSON without trusting its form: what is missing, or has another type, is empty.
public final class JsonFields {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFields() {}

    /// The tree; missing when the text is not JSON, or is nested too deeply.
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException _) {
            return MAPPER.missingNode();
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /// The text of a field, also of numbers and booleans, without invisible characters.
    public static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(TextCleaner.clean(value.asText())).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /// The same on one line.
    public static Optional<String> line(JsonNode node, String name) {
        return text(node, name).map(TextCleaner::line).filter(line -> !line.isEmpty());
    }

    /// The elements of a list; empty when there is no list of this name.
    public static List<JsonNode> list(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isArray() ? List.copyOf(value.valueStream().toList()) : List.of();
    }
}
