package dev.recado.domain.people;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.text.Language;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes a person's name, role and language, deactivates people and activates them again. One active admin
/// remains. Thread-safe.
///
/// Every method throws [PortUnavailableException] when the store does not answer; a retry is harmless.
public final class ChangePeople {
    private static final int TRIES = 5;

    private final PersonStore people;
    private final OpenSessions sessions;
    private final AuditTrail audit;
    private final Departures departures;

    public ChangePeople(PersonStore people, OpenSessions sessions, AuditTrail audit, Departures departures) {
        this.people = people;
        this.sessions = sessions;
        this.audit = audit;
        this.departures = departures;
    }

    /// What to change; null for what stays.
    public record Wish(
            @Nullable String name,
            @Nullable PersonRole role,
            @Nullable Boolean active,
            @Nullable Language language,
            @Nullable Visibility visibility) {
        Person of(Person person) {
            Person seeing = visibility == null ? person : person.with(visibility);
            return seeing.with(
                    name == null ? person.name() : name,
                    role == null ? person.role() : role,
                    active == null ? person.active() : active,
                    language == null ? person.language() : language);
        }
    }

    public PeopleChange deactivate(Caller by, String id) {
        return change(by, id, new Wish(null, null, false, null, null));
    }

    public PeopleChange change(Caller by, String id, Wish wish) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Person> found = people.find(id);
            if (found.isEmpty()) {
                return new PeopleChange.NotFound();
            }
            Person before = found.get();
            Person after = wish.of(before);
            boolean isAdminLost = isAdmin(before) && !isAdmin(after);
            if (isAdminLost && !hasOtherAdmin(id)) {
                return new PeopleChange.LastAdmin();
            }
            if (people.replace(before, after)) {
                return isAdminLost && !hasOtherAdmin(id) ? undone(before, after) : done(by, after);
            }
        }
        throw new PortUnavailableException("the person was changed too often");
    }

    /// Two admins who remove each other at the same moment both see the other until they have written; then
    /// each takes back its own change.
    private PeopleChange undone(Person before, Person after) {
        people.replace(
                after,
                after.with(before.visibility()).with(before.name(), before.role(), before.active(), before.language()));
        return new PeopleChange.LastAdmin();
    }

    private PeopleChange done(Caller by, Person after) {
        if (after.mayLogIn()) {
            sessions.forget(after.id());
        } else {
            sessions.endAll(after.id());
        }
        audit.record(
                by,
                Action.PERSON_CHANGED,
                after.id(),
                Map.of(
                        "role", after.role().id(),
                        "sees", after.visibility().id(),
                        "active", Boolean.toString(after.active())));
        if (after.status() == Person.Status.INACTIVE) {
            departures.left(after);
        }
        return new PeopleChange.Done(after);
    }

    private boolean hasOtherAdmin(String id) {
        return people.all().stream()
                .anyMatch(person -> isAdmin(person) && !person.id().equals(id));
    }

    private static boolean isAdmin(Person person) {
        return person.mayLogIn() && person.role() == PersonRole.ADMIN;
    }
}
