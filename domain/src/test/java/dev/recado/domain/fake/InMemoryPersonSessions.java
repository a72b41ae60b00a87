package dev.recado.domain.fake;

import dev.recado.domain.people.PersonSession;
import dev.recado.domain.people.PersonSessions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Open sign-ins in memory.
public final class InMemoryPersonSessions implements PersonSessions {
    private final Map<String, PersonSession> sessions = new HashMap<>();
    private int reads;

    @Override
    public synchronized void add(PersonSession session) {
        sessions.put(session.digest(), session);
    }

    @Override
    public synchronized Optional<PersonSession> find(String digest, Instant now) {
        reads++;
        return Optional.ofNullable(sessions.get(digest)).filter(session -> now.isBefore(session.expiresAt()));
    }

    @Override
    public synchronized void touch(PersonSession session) {
        sessions.computeIfPresent(session.digest(), (_, _) -> session);
    }

    @Override
    public synchronized void end(String digest) {
        sessions.remove(digest);
    }

    @Override
    public synchronized void endAll(String personId) {
        sessions.values().removeIf(session -> session.personId().equals(personId));
    }

    public synchronized int reads() {
        return reads;
    }

    /// Everything that is stored, as text.
    public synchronized String stored() {
        return sessions.toString();
    }
}
