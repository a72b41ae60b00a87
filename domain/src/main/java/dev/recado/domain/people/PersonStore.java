package dev.recado.domain.people;

import java.util.List;
import java.util.Optional;

/// The people of the business. Thread-safe.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a
/// repeat is safe.
public interface PersonStore {
    /// More than a business that this inbox is for has.
    int MAX_PEOPLE = 1_000;

    /// Stores a new person.
    ///
    /// @return false when another person has the e-mail address; nothing is changed then
    boolean add(Person person);

    Optional<Person> find(String id);

    Optional<Person> find(EmailAddress email);

    /// Returns whom a link with this digest invites.
    Optional<Person> findInvited(String digest);

    /// Returns everybody, by name; at most [#MAX_PEOPLE].
    List<Person> all();

    /// Replaces a person, if nobody has changed them meanwhile.
    ///
    /// @return false when the stored version is not that of `before`
    boolean replace(Person before, Person after);
}
