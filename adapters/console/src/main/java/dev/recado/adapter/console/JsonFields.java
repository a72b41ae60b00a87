package dev.recado.adapter.console;

import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of a request's JSON object.
public record JsonFields(JsonNode object) {

    /// A text that says something, without space around it.
    ///
    /// @throws InvalidBodyException naming the field and what was expected
    public String text(String name, int max) throws InvalidBodyException {
        return optionalText(name, max)
                .orElseThrow(() -> new InvalidBodyException(name + ": expected a string that says something"));
    }

    /// The same, or empty when the field is absent or null.
    public Optional<String> optionalText(String name, int max) throws InvalidBodyException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        String text = value.isString() ? value.getStringValue().strip() : "";
        if (text.isEmpty()) {
            throw new InvalidBodyException(name + ": expected a string that says something");
        }
        if (text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidBodyException(name + ": expected a line of " + max + " characters at most");
        }
        return Optional.of(text);
    }

    /// A text exactly as given, which may not be shown: its value is in no message.
    public String secret(String name) throws InvalidBodyException {
        JsonNode value = object.get(name);
        if (value == null || !value.isString()) {
            throw new InvalidBodyException(name + ": expected a string");
        }
        return value.getStringValue();
    }

    public @Nullable Boolean flag(String name) throws InvalidBodyException {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new InvalidBodyException(name + ": expected true or false");
        }
        return value.getBooleanValue();
    }

    /// The texts of an array.
    public List<String> texts(String name) throws InvalidBodyException {
        JsonNode value = object.get(name);
        List<String> texts = new ArrayList<>();
        if (value != null && value.isArray()) {
            for (JsonNode one : value.values()) {
                texts.add(one.isString() ? one.getStringValue() : "");
            }
        }
        if (texts.isEmpty() || texts.contains("")) {
            throw new InvalidBodyException(name + ": expected an array of strings");
        }
        return texts;
    }

    /// Refuses a value.
    ///
    /// @return never
    public static InvalidBodyException invalid(String why) {
        return new InvalidBodyException(why);
    }
}
