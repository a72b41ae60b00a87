package dev.recado.domain.people;

import org.jspecify.annotations.Nullable;

/// The outcome of a change to a person.
public sealed interface PeopleChange {
    /// @param link the secret of the link that sets the person's password; null when there is none
    record Done(Person person, @Nullable String link) implements PeopleChange {
        Done(Person person) {
            this(person, null);
        }

        @Override
        public String toString() {
            return "Done[" + person + "]";
        }
    }

    record NotFound() implements PeopleChange {}

    /// Another person has the e-mail address.
    record EmailTaken() implements PeopleChange {}

    /// Nobody else could manage people.
    record LastAdmin() implements PeopleChange {}

    /// There are as many people as there may be.
    record TooMany() implements PeopleChange {}
}
