package dev.recado.domain.guard;

import java.time.Instant;

/// A daily limit on model answers for the whole bot, across all processes. A day is a UTC day.
@FunctionalInterface
public interface UsageLimits {
    /// No limit.
    UsageLimits NONE = _ -> true;

    /// Takes one answer from the day's quota. Quick: a process takes several from the store at once, and loses
    /// the unused ones of the day when it dies. Returns true while the store is unavailable, so that nobody is
    /// turned away for that. Thread-safe.
    ///
    /// @return false when the day's quota is used up
    boolean take(Instant now);
}
