package dev.recado.domain.contact;

import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.text.Language;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the business knows about a user.
///
/// @param id the business's own id of the user
/// @param addresses the user's addresses; at least one
/// @param facts by field name, as the business stores them; the reader decides which of them a model may see
public record Contact(
        String id,
        Set<UserAddress> addresses,
        @Nullable String name,
        @Nullable String email,
        @Nullable Language language,
        Map<String, String> facts) {
    public Contact {
        addresses = Set.copyOf(addresses);
        facts = Map.copyOf(facts);
        if (id.isBlank() || addresses.isEmpty()) {
            throw new IllegalArgumentException("a contact has an id and an address");
        }
    }
}
