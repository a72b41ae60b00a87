package dev.recado.domain.people;

import java.time.Duration;
import java.time.Instant;

/// A person's sign-in in one browser.
///
/// @param digest of the secret in the browser's cookie
/// @param passwordStamp of the password it was opened with
/// @param seenAt when it was last used, to within [#SEEN_EVERY]
public record PersonSession(String digest, String personId, String passwordStamp, Instant createdAt, Instant seenAt) {
    public static final Duration MAX_IDLE = Duration.ofHours(12);
    public static final Duration MAX_AGE = Duration.ofDays(30);
    static final Duration SEEN_EVERY = Duration.ofMinutes(5);

    public Instant expiresAt() {
        Instant idle = seenAt.plus(MAX_IDLE);
        Instant old = createdAt.plus(MAX_AGE);
        return idle.isBefore(old) ? idle : old;
    }

    boolean isSeenLongAgo(Instant now) {
        return !now.isBefore(seenAt.plus(SEEN_EVERY));
    }

    PersonSession seen(Instant now) {
        return new PersonSession(digest, personId, passwordStamp, createdAt, now);
    }
}
