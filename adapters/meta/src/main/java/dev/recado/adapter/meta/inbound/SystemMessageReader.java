package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what WhatsApp itself says about a user: a new phone number, a new business-scoped id.
final class SystemMessageReader {
    private static final Pattern FROM_TO = Pattern.compile("changed from (\\S+) to \\S+");

    private SystemMessageReader() {}

    static Content change(JsonNode system) {
        String type = JsonFields.line(system, "type").orElse("unknown");
        return switch (type) {
            // earlier versions of the API have their own names for it
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

    /// The address before the change, for a message that does not say who it is from.
    static Optional<UserAddress> before(JsonNode system) {
        return JsonFields.line(system, "previous_user_id")
                .or(() -> JsonFields.line(system, "customer"))
                .or(() -> JsonFields.line(system, "body").flatMap(SystemMessageReader::named))
                .flatMap(UserAddressReader::read);
    }

    private static Optional<String> named(String body) {
        var change = FROM_TO.matcher(body);
        return change.find() ? Optional.of(change.group(1)) : Optional.empty();
    }
}
