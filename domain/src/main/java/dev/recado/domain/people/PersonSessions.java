package dev.recado.domain.people;

import java.time.Instant;
import java.util.Optional;

/// The open sign-ins of all people. Thread-safe.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a
/// repeat is safe.
public interface PersonSessions {

    void add(PersonSession session);

    /// @return empty when it has ended or expired
    Optional<PersonSession> find(String digest, Instant now);

    /// Records that a session is in use. Does nothing when it has ended.
    void touch(PersonSession session);

    void end(String digest);

    /// Ends every session of a person.
    void endAll(String personId);
}
