package dev.recado.adapter.llm.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The arguments of a tool call, read strictly: a JSON object of strings with the names that the tool knows.
public record ToolArguments(Map<String, String> texts) {

    private static final int MAX_LENGTH = 500;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public ToolArguments {
        texts = Map.copyOf(texts);
    }

    /// @throws IllegalArgumentException with the problem, worded for the model
    public static ToolArguments read(@Nullable String json, Set<String> names) {
        JsonNode root = parsed(json == null || json.isBlank() ? "{}" : json);
        if (!root.isObject()) {
            throw new IllegalArgumentException("the arguments are no JSON object");
        }
        Map<String, String> texts = new HashMap<>();
        root.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (!names.contains(name)) {
                throw new IllegalArgumentException("there is an argument that the tool does not know");
            }
            if (!value.isNull() && (!value.isTextual() || value.asText().length() > MAX_LENGTH)) {
                throw new IllegalArgumentException(name + " is no text of up to " + MAX_LENGTH + " characters");
            }
            if (!value.isNull()) {
                texts.put(name, value.asText());
            }
        });
        return new ToolArguments(texts);
    }

    public @Nullable String text(String name) {
        return texts.get(name);
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the arguments are no JSON", e);
        }
    }
}
