package dev.recado.adapter.business;

import dev.recado.domain.contact.Contact;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.text.Language;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a contact from the business server's response. Unknown fields are ignored.
final class ContactResponseReader {
    private static final int MAX_FACTS = 50;
    private static final int MAX_LENGTH = 500;

    private final JsonMapper json;

    ContactResponseReader(JsonMapper json) {
        this.json = json;
    }

    /// @param requested the addresses of the request
    /// @throws IOException when it is not a contact; the message says what is missing and quotes nothing
    Contact read(byte[] body, Collection<UserAddress> requested) throws IOException {
        JsonNode contact = object(body);
        String id = text(contact.get("id"));
        if (id == null) {
            throw new IOException("an answer without an id");
        }
        String language = text(contact.get("language"));
        return new Contact(
                id,
                Set.copyOf(requested),
                text(contact.get("name")),
                text(contact.get("email")),
                language == null ? null : Language.ofTag(language).orElse(null),
                facts(contact.get("facts")));
    }

    private JsonNode object(byte[] body) throws IOException {
        JsonNode node;
        try {
            node = json.readValue(body, JsonNode.class);
        } catch (IOException _) {
            // Without the cause, whose message repeats the content.
            throw new IOException("an answer that is not JSON");
        }
        if (node == null || !node.isObject()) {
            throw new IOException("an answer that is no JSON object");
        }
        return node;
    }

    private static Map<String, String> facts(@Nullable JsonNode facts) {
        Map<String, String> read = new LinkedHashMap<>();
        if (facts != null && facts.isObject()) {
            for (Map.Entry<String, JsonNode> fact : facts.entries()) {
                String value = text(fact.getValue());
                if (value != null && read.size() < MAX_FACTS) {
                    read.put(fact.getKey(), value);
                }
            }
        }
        return read;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || !(value.isString() || value.isNumber() || value.isBoolean())) {
            return null;
        }
        String text = value.coerceStringValue().strip();
        return text.isEmpty() ? null : text.substring(0, Math.min(MAX_LENGTH, text.length()));
    }
}
