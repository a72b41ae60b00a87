package dev.recado.domain.people;

import dev.recado.domain.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Opens, checks and ends people's sessions. What was checked counts for a few seconds, so that a page does not
/// ask the store at each of its requests; another process may accept a session for that long after it ended
/// here. Thread-safe.
public final class OpenSessions {
    static final Duration CHECKED_FOR = Duration.ofSeconds(5);
    private static final int MAX_CACHED = 10_000;

    private final PersonStore people;
    private final PersonSessions sessions;
    private final SecretTokens tokens;
    private final InstantSource clock;
    private final Map<String, Checked> checked = BoundedMap.droppingLeastUsed(MAX_CACHED);

    public OpenSessions(PersonStore people, PersonSessions sessions, SecretTokens tokens, InstantSource clock) {
        this.people = people;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    private record Checked(PersonSession session, Person person, Instant until) {
        boolean holds(Instant now) {
            return now.isBefore(until) && now.isBefore(session.expiresAt());
        }
    }

    /// Opens a session.
    ///
    /// @return its secret, for the cookie
    public String open(Person person) {
        Instant now = clock.instant();
        String secret = tokens.issue(SecretTokens.Kind.SESSION);
        sessions.add(new PersonSession(SecretTokens.digest(secret), person.id(), person.passwordStamp(), now, now));
        return secret;
    }

    /// Returns whose session it is; empty when it is invented, ended or expired, or its person may not log in.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer
    public Optional<Person> person(String secret) {
        if (!tokens.isGenuine(SecretTokens.Kind.SESSION, secret)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String digest = SecretTokens.digest(secret);
        Checked known = checked.get(digest);
        if (known != null && known.holds(now)) {
            return Optional.of(known.person());
        }
        checked.remove(digest);
        return sessions.find(digest, now)
                .flatMap(session -> people.find(session.personId())
                        .filter(person ->
                                person.mayLogIn() && person.passwordStamp().equals(session.passwordStamp()))
                        .map(person -> check(session, person, now)));
    }

    private Person check(PersonSession session, Person person, Instant now) {
        PersonSession seen = session.isSeenLongAgo(now) ? session.seen(now) : session;
        if (!seen.equals(session)) {
            sessions.touch(seen);
        }
        checked.put(session.digest(), new Checked(seen, person, now.plus(CHECKED_FOR)));
        return person;
    }

    /// Ends one session. A repeat is harmless.
    public void end(String secret) {
        String digest = SecretTokens.digest(secret);
        sessions.end(digest);
        checked.remove(digest);
    }

    /// Ends every session of a person.
    public void endAll(String personId) {
        sessions.endAll(personId);
        forget(personId);
    }

    /// Looks a person up again at their next request.
    public void forget(String personId) {
        synchronized (checked) {
            checked.values().removeIf(one -> one.person().id().equals(personId));
        }
    }
}
