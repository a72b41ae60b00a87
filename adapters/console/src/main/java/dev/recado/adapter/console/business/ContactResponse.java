package dev.recado.adapter.console.business;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.text.Language;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A contact as the API shows it, in the form in which it accepts one.
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record ContactResponse(
        String id,
        List<String> addresses,
        @Nullable String name,
        @Nullable String email,
        @Nullable String language,
        SortedMap<String, String> facts) {

    ContactResponse {
        addresses = List.copyOf(addresses);
    }

    static ContactResponse of(Contact contact) {
        Language language = contact.language();
        return new ContactResponse(
                contact.id(),
                contact.addresses().stream()
                        .map(ContactResponse::format)
                        .sorted()
                        .toList(),
                contact.name(),
                contact.email(),
                language == null ? null : language.tag(),
                new TreeMap<>(contact.facts()));
    }

    private static String format(UserAddress address) {
        return switch (address) {
            case Phone phone -> phone.e164();
            case BusinessScoped scoped -> scoped.id();
        };
    }
}
