package dev.recado.adapter.meta.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// Meta's JSON, read without trust in its shape: what is not there, or is of another type, is empty.
public final class JsonFields {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFields() {}

    /// The tree; missing when the text is no JSON, or is nested deeper than anyone nests.
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

    /// The words under this name, numbers and truths too, without characters that no one can see.
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

    /// The elements of the list under this name.
    public static List<JsonNode> list(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isArray() ? List.copyOf(value.valueStream().toList()) : List.of();
    }
}
