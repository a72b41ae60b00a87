package dev.recado.domain.fake;

import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.ChangePeople;
import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.FirstAdmin;
import dev.recado.domain.people.InvitePeople;
import dev.recado.domain.people.LogIn;
import dev.recado.domain.people.LoginThrottle;
import dev.recado.domain.people.MachineTokens;
import dev.recado.domain.people.OpenSessions;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.people.SecretTokens;
import dev.recado.domain.people.SetPassword;
import dev.recado.domain.people.Visibility;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The people of a business over stores in memory: one process, or several that share the stores.
public final class FrontDesk {
    public static final String PASSWORD = "a horse on the balcony";

    public final SettableClock clock;
    public final InMemoryPeople people;
    public final InMemoryPersonSessions sessionStore;
    public final InMemorySetupLinks setupLinks;
    public final InMemoryMachineTokens tokenStore;
    public final InMemoryAuditLog auditLog;
    public final FakePasswordHasher hasher = new FakePasswordHasher();
    public final SecretTokens tokens = new SecretTokens(new FakeIdKey()::get, new SecureRandom());
    public final AuditTrail audit;
    /// Who was deactivated.
    public final List<Person> left = new ArrayList<>();
    public final OpenSessions sessions;
    public final LoginThrottle throttle;
    public final LogIn logIn;
    public final InvitePeople invite;
    public final ChangePeople change;
    public final SetPassword passwords;
    public final MachineTokens machines;
    private final AtomicInteger ids;

    public FrontDesk() {
        this(
                new SettableClock(),
                new InMemoryPeople(),
                new InMemoryPersonSessions(),
                new InMemorySetupLinks(),
                new InMemoryMachineTokens(),
                new InMemoryAuditLog(),
                new AtomicInteger());
    }

    private FrontDesk(
            SettableClock clock,
            InMemoryPeople people,
            InMemoryPersonSessions sessionStore,
            InMemorySetupLinks setupLinks,
            InMemoryMachineTokens tokenStore,
            InMemoryAuditLog auditLog,
            AtomicInteger ids) {
        this.clock = clock;
        this.people = people;
        this.sessionStore = sessionStore;
        this.setupLinks = setupLinks;
        this.tokenStore = tokenStore;
        this.auditLog = auditLog;
        this.ids = ids;
        audit = new AuditTrail(auditLog, ids(), clock);
        sessions = new OpenSessions(people, sessionStore, tokens, clock);
        throttle = new LoginThrottle(20, clock);
        logIn = new LogIn(people, hasher, throttle, sessions, audit);
        invite = new InvitePeople(people, sessions, tokens, audit, ids(), clock);
        change = new ChangePeople(people, sessions, audit, left::add);
        passwords = new SetPassword(people, hasher, sessions, throttle, audit, clock);
        machines = new MachineTokens(tokenStore, tokens, audit, ids(), clock);
    }

    /// Another process on the same stores.
    public FrontDesk otherProcess() {
        return new FrontDesk(clock, people, sessionStore, setupLinks, tokenStore, auditLog, ids);
    }

    public IdGenerator ids() {
        return () -> "id-%04d".formatted(ids.incrementAndGet());
    }

    public FirstAdmin firstAdmin(@Nullable EmailAddress fixed) {
        return new FirstAdmin(people, setupLinks, tokens, passwords, audit, ids(), clock, fixed);
    }

    /// Stores a person who has the password [#PASSWORD].
    public Person person(String name, PersonRole role) {
        return stored(name, role, people, clock, ids().next());
    }

    /// @return the person, who is stored
    public static Person stored(String name, PersonRole role, InMemoryPeople people, InstantSource clock, String id) {
        EmailAddress email = new EmailAddress(name.toLowerCase(Locale.ROOT) + "@example.com");
        Person person = new Person(
                id,
                email,
                name,
                role,
                Visibility.OWN,
                new FakePasswordHasher().hash(PASSWORD),
                null,
                true,
                null,
                clock.instant(),
                0);
        people.add(person);
        return person;
    }
}
