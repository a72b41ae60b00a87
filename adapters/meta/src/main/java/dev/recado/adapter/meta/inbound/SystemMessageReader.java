package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads WhatsApp's system messages about a user: a new phone number, a new business-scoped id.
final class SystemMessageReader {
    private static final Pattern FROM_TO = Pattern.compile("changed from (\\S+) to \\S+");

    private SystemMessageReader() {}

    static Content change(JsonNode system) {
        String type = JsonFields.line(system, "type").orElse("unknown");
        return switch (type) {
            // Earlier versions of the API use other names for it.
            case "user_changed_number", "customer_changed_number" ->
                changed(JsonFields.line(system, "wa_id").or(() -> JsonFields.line(system, "new_wa_id")), type);
            case "user_changed_user_id" -> changed(JsonFields.line(system, "user_id"), type);
            default -> ContentReader.unsupported("system." + type);
        };
    }

    private static Content changed(Optional<String> now, String type) {
        return now.flatMap(UserAddressReader::read)
                .<Content>map(Content.AddressChange::new)
                .orElseGet(() -> ContentReader.unsupported("system." + type));
    }

    /// The address before the change, for a message without a sender.
    static Optional<UserAddress> before(JsonNode system) {
        return JsonFields.line(system, "previous_user_id")
                .or(() -> JsonFields.line(system, "customer"))
                .or(() -> JsonFields.line(system, "body").flatMap(SystemMessageReader::previousIn))
                .flatMap(UserAddressReader::read);
    }

    private static Optional<String> previousIn(String body) {
        var change = FROM_TO.matcher(body);
        return change.find() ? Optional.of(change.group(1)) : Optional.empty();
    }
}
