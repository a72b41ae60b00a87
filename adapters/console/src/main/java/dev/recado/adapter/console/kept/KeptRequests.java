package dev.recado.adapter.console.kept;

import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.people.Caller;
import dev.recado.domain.text.Language;
import io.micronaut.http.HttpRequest;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what requests to kept lists have in common.
@Singleton
public final class KeptRequests {
    private static final byte[] NOTHING = {};
    private static final Pattern IF_MATCH = Pattern.compile("\"?(\\d{1,9})\"?");

    private final JsonObjectReader reader;
    private final IdGenerator ids;

    KeptRequests(JsonObjectReader reader, IdGenerator ids) {
        this.reader = reader;
        this.ids = ids;
    }

    public JsonNode object(HttpRequest<byte[]> request, String example) throws InvalidBodyException {
        return reader.read(request.getBody().orElse(NOTHING), example);
    }

    /// An id for a new item.
    public String newId() {
        return ids.next();
    }

    /// The version that the caller knows, in `If-Match`; null to change whatever is there.
    public static @Nullable Integer version(HttpRequest<?> request) throws InvalidBodyException {
        String given = request.getHeaders().get("If-Match");
        if (given == null || given.strip().equals("*")) {
            return null;
        }
        Matcher number = IF_MATCH.matcher(given.strip());
        if (!number.matches()) {
            throw new InvalidBodyException("If-Match: expected the version of the item, such as \"3\"");
        }
        return Integer.valueOf(number.group(1));
    }

    /// A text of several lines that says something, without space around it.
    public static String text(JsonNode object, String name, int max) throws InvalidBodyException {
        JsonNode value = object.get(name);
        String text = value != null && value.isString() ? value.getStringValue().strip() : "";
        if (text.isEmpty() || text.length() > max) {
            throw new InvalidBodyException(name + ": expected a string of 1 to " + max + " characters");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new InvalidBodyException(name + ": expected no control characters");
        }
        return text;
    }

    /// @return null when it is absent
    public static @Nullable Language language(JsonNode object) throws InvalidBodyException {
        Optional<String> tag = new JsonFields(object).optionalText("language", 20);
        return tag.isEmpty()
                ? null
                : Language.ofTag(tag.get())
                        .orElseThrow(() -> new InvalidBodyException("language: expected a code such as es"));
    }

    public static Caller caller(HttpRequest<?> request) {
        return request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
    }
}
