package dev.recado.domain.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user's offences against the guards.
///
/// @param count offences that still count
/// @param lastAt the time of the last one
/// @param blockedUntil until when nothing is answered
public record Offences(
        int count, @Nullable Instant lastAt, @Nullable Instant blockedUntil) {
    public static final Offences NONE = new Offences(0, null, null);

    /// @param memory offences further apart than this are not added up
    Offences and(Instant now, Duration memory) {
        boolean remembered = lastAt != null && now.isBefore(lastAt.plus(memory));
        return new Offences(remembered ? count + 1 : 1, now, blockedUntil);
    }

    /// Blocks the user, and clears the offences.
    Offences blocked(Instant until) {
        return new Offences(0, lastAt, until);
    }

    boolean isBlocked(Instant now) {
        return blockedUntil != null && now.isBefore(blockedUntil);
    }

    /// The stricter of both.
    Offences with(Offences other) {
        return new Offences(
                Math.max(count, other.count),
                UserState.later(lastAt, other.lastAt),
                UserState.later(blockedUntil, other.blockedUntil));
    }
}
