package dev.recado.domain.fake;

import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The people of a business in memory.
public final class InMemoryPeople implements PersonStore {
    private final Map<EmailAddress, Person> people = new HashMap<>();
    private int reads;

    @Override
    public synchronized boolean add(Person person) {
        return people.putIfAbsent(person.email(), person) == null;
    }

    @Override
    public synchronized Optional<Person> find(String id) {
        reads++;
        return people.values().stream().filter(person -> person.id().equals(id)).findFirst();
    }

    @Override
    public synchronized Optional<Person> find(EmailAddress email) {
        return Optional.ofNullable(people.get(email));
    }

    @Override
    public synchronized Optional<Person> findInvited(String digest) {
        return people.values().stream()
                .filter(person -> person.invitation() != null
                        && person.invitation().digest().equals(digest))
                .findFirst();
    }

    @Override
    public synchronized List<Person> all() {
        return people.values().stream()
                .sorted(Comparator.comparing(Person::name).thenComparing(Person::id))
                .limit(MAX_PEOPLE)
                .toList();
    }

    @Override
    public synchronized boolean replace(Person before, Person after) {
        Person stored = people.get(before.email());
        if (stored == null || stored.version() != before.version()) {
            return false;
        }
        people.put(before.email(), after);
        return true;
    }

    /// How often somebody was looked up by id.
    public synchronized int reads() {
        return reads;
    }
}
