package dev.recado.adapter.llm.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to wait before the next try, if there is one: exponential backoff with full jitter on top of the
/// provider's `Retry-After`, always leaving time for the try itself.
public record RetryPolicy(RandomGenerator random) {

    /// A bound on what one message can cost when every try fails fast.
    static final int MAX_TRIES = 10;

    /// With another provider available, more tries at this one only keep the user waiting.
    static final int MAX_TRIES_BEFORE_FALLBACK = 3;

    static final Duration MAX_WAIT_BEFORE_FALLBACK = Duration.ofSeconds(2);

    static final Duration BASE = Duration.ofMillis(500);
    static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /// A try needs at least this much time.
    static final Duration MIN_TRY = Duration.ofMillis(50);

    /// @param triesDone how many tries failed, at least one
    /// @param retryAfter the wait that the provider asked for; a minimum
    /// @param remaining time until the deadline
    /// @param noFallback whether no other provider can answer instead
    /// @return the wait; empty when no further try makes sense
    Optional<Duration> waitAfter(int triesDone, @Nullable Duration retryAfter, Duration remaining, boolean noFallback) {
        Duration minimum = retryAfter == null || retryAfter.isNegative() ? Duration.ZERO : retryAfter;
        if (triesDone >= (noFallback ? MAX_TRIES : MAX_TRIES_BEFORE_FALLBACK)
                || (!noFallback && minimum.compareTo(MAX_WAIT_BEFORE_FALLBACK) > 0)) {
            return Optional.empty();
        }
        Duration slack = remaining.minus(minimum);
        if (slack.compareTo(MIN_TRY) < 0) {
            return Optional.empty();
        }
        Duration maxJitter = min(min(BASE.multipliedBy(1L << (triesDone - 1)), MAX_WAIT), slack.dividedBy(2));
        return Optional.of(minimum.plusNanos((long) (maxJitter.toNanos() * random.nextDouble())));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
