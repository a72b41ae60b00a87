package dev.recado.adapter.console.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.people.Person;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everybody, as admins see them.
///
/// @param next always null: everybody is on one page
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record AgentPage(List<PersonBody> items, @Nullable String next) {

    static AgentPage of(List<Person> people) {
        return new AgentPage(people.stream().map(PersonBody::of).toList(), null);
    }

    /// Those who may be given a conversation, as colleagues see them.
    ///
    /// @param next always null: everybody is on one page
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Names(List<Name> items, @Nullable String next) {

        static Names of(List<Person> people) {
            return new Names(
                    people.stream()
                            .filter(Person::mayLogIn)
                            .map(person -> new Name(person.id(), person.name()))
                            .toList(),
                    null);
        }
    }

    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Name(String id, String name) {}
}
