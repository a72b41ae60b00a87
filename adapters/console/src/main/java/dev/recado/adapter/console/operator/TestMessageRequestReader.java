package dev.recado.adapter.console.operator;

import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a `send-test` request, and reports in one sentence what is wrong with it.
@Singleton
final class TestMessageRequestReader {
    private static final Pattern PHONE = Pattern.compile("(?:whatsapp:)?(\\+[0-9]{5,15})");
    private static final int MAX_LENGTH = 1600;

    private final JsonObjectReader json;

    TestMessageRequestReader(JsonObjectReader json) {
        this.json = json;
    }

    sealed interface Reading {}

    /// @param provider null when none is named
    record Ready(@Nullable Channel provider, UserAddress to, String text) implements Reading {}

    record Unreadable(String why) implements Reading {}

    Reading read(byte[] body) {
        JsonNode node;
        try {
            node = json.read(body, "{\"to\": \"+15550100\", \"text\": \"…\"}");
        } catch (JsonObjectReader.InvalidBodyException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
        String to = text(node, "to");
        if (to == null) {
            return new Unreadable("to: expected a phone number as a string, +15550100 or whatsapp:+15550100");
        }
        var phone = PHONE.matcher(to);
        if (!phone.matches()) {
            return new Unreadable("to: expected a plus and 5 to 15 digits, +15550100 or whatsapp:+15550100");
        }
        String text = text(node, "text");
        if (text == null || text.isBlank()) {
            return new Unreadable("text: expected a string that says something");
        }
        if (text.length() > MAX_LENGTH) {
            return new Unreadable("text: expected at most " + MAX_LENGTH + " characters, got " + text.length());
        }
        String named = node.get("provider") == null ? null : String.valueOf(text(node, "provider"));
        Optional<Channel> provider = Arrays.stream(Channel.values())
                .filter(channel -> channel.id().equals(named))
                .findFirst();
        return named != null && provider.isEmpty()
                ? new Unreadable("provider: expected twilio or meta")
                : new Ready(provider.orElse(null), new UserAddress.Phone(phone.group(1)), text);
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isString() ? value.getStringValue() : null;
    }
}
