package dev.recado.domain.policy;

import dev.recado.domain.model.Standing;
import java.util.OptionalInt;

/// How many messages of one user are answered.
///
/// @param perMinute from the first one on, for a minute; 0 for no limit
/// @param perDay from the first one on, for 24 hours; 0 for no limit
public record Limits(int perMinute, int perDay) {
    public static final Limits NONE = new Limits(0, 0);

    boolean isOverMinute(Standing standing) {
        return perMinute > 0 && standing.minute().used() > perMinute;
    }

    boolean isOverDay(Standing standing) {
        return perDay > 0 && standing.day().used() > perDay;
    }

    /// How many more are answered within the day; empty for no limit.
    OptionalInt leftOfDay(Standing standing) {
        return perDay > 0 ? OptionalInt.of(Math.max(0, perDay - standing.day().used())) : OptionalInt.empty();
    }
}
