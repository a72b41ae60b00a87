package dev.recado.adapter.meta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.model.Content;
import dev.recado.domain.model.UserAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what WhatsApp itself says about a user: a new phone number, a new business-scoped id.
final class SystemReader {
    private static final Pattern FROM_TO = Pattern.compile("changed from (\\S+) to \\S+");

    private SystemReader() {}

    static Content change(JsonNode system) {
        String type = Json.line(system, "type").orElse("unknown");
        return switch (type) {
            // earlier versions of the API have their own names for it
            case "user_changed_number", "customer_changed_number" ->
                changed(Json.line(system, "wa_id").or(() -> Json.line(system, "new_wa_id")), type);
            case "user_changed_user_id" -> changed(Json.line(system, "user_id"), type);
            default -> ContentReader.unsupported("system." + type);
        };
    }

    private static Content changed(Optional<String> now, String type) {
        return now.flatMap(Addresses::read)
                .<Content>map(Content.AddressChange::new)
                .orElseGet(() -> ContentReader.unsupported("system." + type));
    }

    /// The address before the change, for a message that does not say who it is from.
    static Optional<UserAddress> before(JsonNode system) {
        return Json.line(system, "previous_user_id")
                .or(() -> Json.line(system, "customer"))
                .or(() -> Json.line(system, "body").flatMap(SystemReader::named))
                .flatMap(Addresses::read);
    }

    private static Optional<String> named(String body) {
        var change = FROM_TO.matcher(body);
        return change.find() ? Optional.of(change.group(1)) : Optional.empty();
    }
}
