package dev.recado.adapter.console.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.Visibility;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A person, as the API shows them.
///
/// @param sees which conversations: `own` (and those that wait or nobody has) or `all`
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record PersonBody(
        String id,
        String name,
        @Nullable String email,
        String role,
        String sees,
        String status,
        @Nullable String language) {

    static PersonBody of(Person person) {
        return new PersonBody(
                person.id(),
                person.name(),
                person.email().value(),
                person.role().id(),
                sees(person.caller()),
                person.status().name().toLowerCase(Locale.ROOT),
                person.language() == null ? null : person.language().tag());
    }

    /// Who calls and is no stored person: the operator, or a program.
    static PersonBody of(Caller caller) {
        return new PersonBody(
                caller.author().id(),
                caller.author().name(),
                null,
                caller.role().id(),
                sees(caller),
                "active",
                null);
    }

    private static String sees(Caller caller) {
        return (caller.seesAll() ? Visibility.ALL : Visibility.OWN).id();
    }
}
