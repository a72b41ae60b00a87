package dev.recado.adapter.console.business;

import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.text.Language;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a contact, and reports in one sentence what is wrong with it.
@Singleton
final class ContactRequestReader {
    static final int MAX_FACTS = 50;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._@:-]{1,128}");
    private static final Pattern PHONE = Pattern.compile("(?:whatsapp:)?(\\+[0-9]{5,15})");
    private static final Pattern SCOPED = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9.]{1,128}");
    private static final Pattern PHONE_SEPARATORS = Pattern.compile("[ ()./-]");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");
    private static final Pattern FIELD = Pattern.compile("[\\p{L}\\p{N}_ .-]{1,64}");
    private static final int MAX_NAME = 200;
    private static final int MAX_FACT = 500;
    private static final int MAX_ADDRESSES = 10;

    private final JsonObjectReader json;

    ContactRequestReader(JsonObjectReader json) {
        this.json = json;
    }

    /// A contact before validation.
    record Draft(
            String id,
            List<String> addresses,
            @Nullable String name,
            @Nullable String email,
            @Nullable String language,
            Map<String, String> facts) {
        Draft {
            addresses = List.copyOf(addresses);
            facts = Map.copyOf(facts);
        }
    }

    /// Reads a contact from JSON; the id comes from the request.
    Contact read(String id, byte[] body) throws InvalidContactException {
        JsonNode node = object(body);
        return validated(new Draft(
                id,
                addresses(node.get("addresses")),
                text(node, "name"),
                text(node, "email"),
                text(node, "language"),
                facts(node.get("facts"))));
    }

    private JsonNode object(byte[] body) throws InvalidContactException {
        try {
            return json.read(body, "{\"addresses\": [\"+15550100\"], \"name\": \"…\"}");
        } catch (JsonObjectReader.InvalidBodyException e) {
            throw new InvalidContactException(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> addresses(@Nullable JsonNode given) throws InvalidContactException {
        List<String> addresses = new ArrayList<>();
        if (given != null && given.isArray()) {
            for (JsonNode one : given.values()) {
                addresses.add(one.isString() ? one.getStringValue() : "");
            }
        }
        return addresses;
    }

    private static @Nullable String text(JsonNode node, String field) throws InvalidContactException {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidContactException(field + ": expected a string");
        }
        return value.getStringValue();
    }

    private static Map<String, String> facts(@Nullable JsonNode given) throws InvalidContactException {
        Map<String, String> facts = new LinkedHashMap<>();
        if (given == null || given.isNull()) {
            return facts;
        }
        if (!given.isObject()) {
            throw new InvalidContactException("facts: expected an object of strings");
        }
        for (Map.Entry<String, JsonNode> fact : given.entries()) {
            JsonNode value = fact.getValue();
            if (!(value.isString() || value.isNumber() || value.isBoolean())) {
                throw new InvalidContactException("facts: expected each to be a string, a number, or true or false");
            }
            facts.put(fact.getKey(), value.coerceStringValue());
        }
        return facts;
    }

    /// Validates a draft.
    static Contact validated(Draft draft) throws InvalidContactException {
        if (!ID.matcher(draft.id()).matches()) {
            throw new InvalidContactException("id: expected 1 to 128 letters, digits, ., _, @, : or -");
        }
        String name = line(draft.name());
        if (name != null && name.length() > MAX_NAME) {
            throw new InvalidContactException("name: expected " + MAX_NAME + " characters at most");
        }
        String email = line(draft.email());
        if (email != null && !EMAIL.matcher(email).matches()) {
            throw new InvalidContactException("email: expected an address such as ana@example.com");
        }
        return new Contact(
                draft.id(),
                addresses(draft.addresses()),
                name,
                email,
                language(line(draft.language())),
                validatedFacts(draft.facts()));
    }

    private static @Nullable String line(@Nullable String text) {
        String line =
                text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.isEmpty() ? null : line;
    }

    private static Set<UserAddress> addresses(List<String> given) throws InvalidContactException {
        Set<UserAddress> addresses = new HashSet<>();
        for (String one : given) {
            addresses.add(address(one.strip()));
        }
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
            throw new InvalidContactException("addresses: expected 1 to " + MAX_ADDRESSES);
        }
        return addresses;
    }

    private static UserAddress address(String text) throws InvalidContactException {
        Matcher phone = PHONE.matcher(PHONE_SEPARATORS.matcher(text).replaceAll(""));
        if (phone.matches()) {
            return new UserAddress.Phone(phone.group(1));
        }
        if (SCOPED.matcher(text).matches()) {
            return new UserAddress.BusinessScoped(text);
        }
        throw new InvalidContactException("addresses: expected a plus and 5 to 15 digits, or a business-scoped id");
    }

    private static @Nullable Language language(@Nullable String tag) throws InvalidContactException {
        if (tag == null) {
            return null;
        }
        return Language.ofTag(tag)
                .orElseThrow(() ->
                        new InvalidContactException("language: expected two letters of ISO 639-1, such as es or de"));
    }

    private static Map<String, String> validatedFacts(Map<String, String> given) throws InvalidContactException {
        Map<String, String> facts = new LinkedHashMap<>();
        for (Map.Entry<String, String> fact : given.entrySet()) {
            if (!FIELD.matcher(fact.getKey()).matches()) {
                throw new InvalidContactException(
                        "facts: expected names of 1 to 64 letters, digits, spaces, _, . or -");
            }
            String value = line(fact.getValue());
            if (value != null && value.length() > MAX_FACT) {
                throw new InvalidContactException("facts: expected " + MAX_FACT + " characters each at most");
            }
            if (value != null) {
                facts.put(fact.getKey(), value);
            }
        }
        if (facts.size() > MAX_FACTS) {
            throw new InvalidContactException("facts: expected " + MAX_FACTS + " at most");
        }
        return facts;
    }
}
