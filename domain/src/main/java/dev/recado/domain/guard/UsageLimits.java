package dev.recado.domain.guard;

import java.time.Instant;

/// How many answers of a model the whole bot may give in a day, all processes together. A day is one of UTC.
@FunctionalInterface
public interface UsageLimits {
    /// Nobody counts.
    UsageLimits NONE = now -> true;

    /// Takes one answer of the day's. Quick: a process takes several at once from the store, so that it seldom has
    /// to ask, and those that it has not used when it dies are lost for the day. While the store cannot be asked,
    /// it is true: nobody is turned away for that.
    ///
    /// @return false when the day's answers are used up
    boolean take(Instant now);
}
