package dev.recado.adapter.console.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.Person;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// For whom a link is.
///
/// @param email null when whoever has the link names it
/// @param name null when whoever has the link names it
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record LinkBody(@Nullable String email, @Nullable String name) {

    static LinkBody setup(Optional<EmailAddress> email) {
        return new LinkBody(email.map(EmailAddress::value).orElse(null), null);
    }

    static LinkBody invitation(Person person) {
        return new LinkBody(person.email().value(), person.name());
    }
}
