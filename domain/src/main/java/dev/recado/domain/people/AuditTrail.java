package dev.recado.domain.people;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.people.AuditEntry.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records who did what. It throws [dev.recado.domain.PortUnavailableException] when that cannot be stored:
/// record before showing what is read, and after a change. Thread-safe.
public final class AuditTrail {
    private static final int MAX_REMEMBERED = 10_000;
    /// Somebody who reads a conversation reads it again and again; each is recorded once in this time.
    private static final Duration READ_ONCE_IN = Duration.ofHours(12);

    private final AuditLog log;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final Map<Reading, Instant> readings = BoundedMap.droppingLeastUsed(MAX_REMEMBERED);

    public AuditTrail(AuditLog log, IdGenerator ids, InstantSource clock) {
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    private record Reading(String who, String conversation) {}

    public void record(Caller who, Action action, @Nullable String subject) {
        record(who, action, subject, Map.of());
    }

    /// @param details no text of a user, no number, no secret
    public void record(Caller who, Action action, @Nullable String subject, Map<String, String> details) {
        log.add(new AuditEntry(ids.next(), clock.instant(), who.author(), action, subject, details));
    }

    /// Records that somebody reads a conversation's messages, once in some hours.
    ///
    /// @param conversation the id under which the API shows it
    public void read(Caller who, String conversation) {
        Instant now = clock.instant();
        Reading reading = new Reading(who.author().id(), conversation);
        Instant last = readings.get(reading);
        if (last == null || !now.isBefore(last.plus(READ_ONCE_IN))) {
            record(who, Action.CONVERSATION_READ, conversation);
            readings.put(reading, now);
        }
    }
}
