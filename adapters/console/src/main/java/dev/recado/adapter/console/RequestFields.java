package dev.recado.adapter.console;

import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.text.TextCleaner;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the fields that bodies of several routes have.
public final class RequestFields {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9_]{1,512}");
    private static final int MAX_LINE = 200;
    private static final int MAX_VARIABLE = 1_000;
    private static final int MAX_VARIABLES = 20;

    private RequestFields() {}

    /// @param max the longest text, in UTF-16 units
    /// @return null when the field is not there
    public static @Nullable String text(JsonNode object, String field, int max) throws InvalidBodyException {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.getStringValue().length() > max) {
            throw new InvalidBodyException(field + ": expected a string of at most " + max + " characters");
        }
        return value.getStringValue();
    }

    /// The same of a field whose text is sent or shown: without characters that no message can have.
    public static @Nullable String words(JsonNode object, String field, int max) throws InvalidBodyException {
        String text = text(object, field, max);
        return text == null ? null : TextCleaner.clean(text);
    }

    /// @param body what the template says, as far as the caller tells
    /// @return null when the body has no template
    public static @Nullable Template template(JsonNode node, @Nullable String body) throws InvalidBodyException {
        JsonNode template = node.get("template");
        if (template == null || template.isNull()) {
            return null;
        }
        String name = template.isObject() ? text(template, "name", MAX_LINE) : null;
        String language = template.isObject() ? text(template, "language", MAX_LINE) : null;
        if (name == null || !TEMPLATE.matcher(name).matches()) {
            throw new InvalidBodyException(
                    "template: expected a name (Meta) or ContentSid (Twilio), a language and variables");
        }
        if (language == null || !LANGUAGE.matcher(language).matches()) {
            throw new InvalidBodyException("template.language: expected a code such as es or es_MX");
        }
        List<String> variables = variables(template.get("variables"));
        String says = body == null || body.isBlank() ? ("[" + name + "] " + String.join(" · ", variables)) : body;
        return new Template(name, language, variables, says.strip());
    }

    private static List<String> variables(@Nullable JsonNode given) throws InvalidBodyException {
        if (given == null || given.isNull()) {
            return List.of();
        }
        String expected = "template.variables: expected up to " + MAX_VARIABLES + " strings, each on one line";
        if (!given.isArray() || given.size() > MAX_VARIABLES) {
            throw new InvalidBodyException(expected);
        }
        List<String> variables = new ArrayList<>();
        for (JsonNode value : given.values()) {
            String text = value.isString() ? value.getStringValue() : "";
            if (TextCleaner.isBlank(text)
                    || text.length() > MAX_VARIABLE
                    || text.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidBodyException(expected);
            }
            variables.add(TextCleaner.clean(text));
        }
        return variables;
    }
}
