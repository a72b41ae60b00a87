package dev.recado.adapter.simulator.model;

import dev.recado.adapter.simulator.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What all providers require of tool parameters and pictures.
final class ToolSchemaRules {
    static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/webp", "image/gif");

    private ToolSchemaRules() {}

    /// The first error of a tool's parameters: they must be an object's JSON schema whose required properties
    /// exist.
    ///
    /// @param object the API's name of the type
    static Optional<String> complaint(Map<String, @Nullable Object> schema, String object) {
        if (!object.equals(schema.get("type"))) {
            return Optional.of("Invalid schema for function: schema must be a JSON Schema of 'type: \"object\"'.");
        }
        var properties = Json.named(schema.get("properties"));
        for (var property : properties.entrySet()) {
            var type = Json.named(property.getValue()).get("type");
            if (!(type instanceof String) && !(type instanceof List<?>)) {
                return Optional.of("Invalid schema for function: a property without type.");
            }
        }
        if (schema.get("required") instanceof List<?> required) {
            for (var name : required) {
                if (!properties.containsKey(String.valueOf(name))) {
                    return Optional.of("Invalid schema for function: a required property that is not there.");
                }
            }
        }
        return Optional.empty();
    }

    /// Whether a URL contains or names a picture of an accepted type.
    static boolean isPicture(String url) {
        return url.startsWith("https://")
                || PICTURES.stream().anyMatch(type -> url.startsWith("data:" + type + ";base64,"));
    }
}
