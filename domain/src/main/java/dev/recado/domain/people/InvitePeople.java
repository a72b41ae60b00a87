package dev.recado.domain.people;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.Person.Invitation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Invites people by a link that lets its holder set a password, once. Thread-safe.
///
/// Every method throws [PortUnavailableException] when the store does not answer; a retry may help.
public final class InvitePeople {
    public static final Duration VALID = Duration.ofDays(7);
    /// The link that replaces a forgotten password.
    public static final Duration RESET_VALID = Duration.ofHours(24);

    private final PersonStore people;
    private final OpenSessions sessions;
    private final SecretTokens tokens;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final InstantSource clock;

    public InvitePeople(
            PersonStore people,
            OpenSessions sessions,
            SecretTokens tokens,
            AuditTrail audit,
            IdGenerator ids,
            InstantSource clock) {
        this.people = people;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /// Invites a new person, or one again who has not accepted or was deactivated. An earlier link of
    /// theirs is void.
    public PeopleChange invite(Caller by, EmailAddress email, String name, PersonRole role) {
        Instant now = clock.instant();
        String link = tokens.issue(SecretTokens.Kind.LINK);
        Invitation invitation = new Invitation(SecretTokens.digest(link), now.plus(VALID));
        Optional<Person> known = people.find(email);
        Person invited = known.map(person -> person.reinvited(name, role, invitation))
                .orElseGet(() -> Person.invited(ids.next(), email, name, role, invitation, now));
        if (known.isPresent()) {
            if (known.get().mayLogIn()) {
                return new PeopleChange.EmailTaken();
            }
            requireUnchanged(people.replace(known.get(), invited));
        } else {
            if (people.all().size() >= PersonStore.MAX_PEOPLE) {
                return new PeopleChange.TooMany();
            }
            requireUnchanged(people.add(invited));
        }
        audit.record(by, Action.PERSON_INVITED, invited.id(), Map.of("role", role.id()));
        return new PeopleChange.Done(invited, link);
    }

    /// Makes a new link for a person: to accept the invitation, or to replace a forgotten password. The
    /// password is valid until then. Every session of the person ends at once: the reason may be a lost
    /// phone.
    public PeopleChange newLink(Caller by, String id) {
        Optional<Person> known = people.find(id).filter(Person::active);
        if (known.isEmpty()) {
            return new PeopleChange.NotFound();
        }
        String link = tokens.issue(SecretTokens.Kind.LINK);
        Duration valid = known.get().mayLogIn() ? RESET_VALID : VALID;
        Person invited = known.get()
                .with(new Invitation(SecretTokens.digest(link), clock.instant().plus(valid)));
        requireUnchanged(people.replace(known.get(), invited));
        sessions.endAll(id);
        audit.record(by, Action.PERSON_INVITED, id, Map.of("link", "new"));
        return new PeopleChange.Done(invited, link);
    }

    private static void requireUnchanged(boolean stored) {
        if (!stored) {
            throw new PortUnavailableException("the person was changed at the same moment");
        }
    }
}
