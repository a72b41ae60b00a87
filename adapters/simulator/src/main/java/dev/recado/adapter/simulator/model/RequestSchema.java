package dev.recado.adapter.simulator.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object in a published API: known fields, required fields and types. Written as
/// `name:type`, with `!` for a required one; types are `text`, `number`, `bool`, `list`, `object`, `texts` and
/// `any`.
final class RequestSchema {
    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<String> required;

    private RequestSchema(List<String> fields) {
        required = fields.stream()
                .filter(field -> field.endsWith("!"))
                .map(field -> field.substring(0, field.indexOf(':')))
                .toList();
        for (var field : fields) {
            var colon = field.indexOf(':');
            types.put(field.substring(0, colon), field.substring(colon + 1).replace("!", ""));
        }
    }

    /// @param fields separated by blanks
    static RequestSchema of(String fields) {
        return new RequestSchema(List.of(fields.strip().split("\\s+")));
    }

    /// The first error of the object, if any.
    ///
    /// @param where prefix of the field in the error
    Optional<String> complaint(Map<String, @Nullable Object> object, String where) {
        for (var name : required) {
            if (object.get(name) == null) {
                return Optional.of("Missing required parameter: '" + where + name + "'.");
            }
        }
        for (var entry : object.entrySet()) {
            var type = types.get(entry.getKey());
            if (type == null) {
                return Optional.of("Unknown parameter: '" + where + entry.getKey() + "'.");
            }
            var value = entry.getValue();
            if (value != null && !fits(type, value)) {
                return Optional.of("Invalid type for '" + where + entry.getKey() + "': expected " + type + ".");
            }
        }
        return Optional.empty();
    }

    private static boolean fits(String type, Object value) {
        return switch (type) {
            case "text" -> value instanceof String;
            case "number" -> value instanceof Number;
            case "bool" -> value instanceof Boolean;
            case "list" -> value instanceof List<?>;
            case "object" -> value instanceof Map<?, ?>;
            case "texts" -> value instanceof String || value instanceof List<?>;
            default -> true;
        };
    }
}
