package dev.recado.adapter.llm.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to wait before the next try, if there is to be one: exponential backoff with full jitter on top of
/// what the provider asked for, always leaving time for the try itself.
public record RetryPolicy(RandomGenerator random) {

    /// A bound on what one message can cost when every try fails fast.
    static final int MAX_TRIES = 10;

    /// With another provider at hand, more tries at this one would only keep the user waiting.
    static final int MAX_TRIES_BEFORE_ANOTHER = 3;

    static final Duration LONGEST_WAIT_BEFORE_ANOTHER = Duration.ofSeconds(2);

    static final Duration BASE = Duration.ofMillis(500);
    static final Duration CEILING = Duration.ofSeconds(10);

    /// Less than this is no time to be answered in.
    static final Duration SHORTEST_TRY = Duration.ofMillis(50);

    /// @param triesDone how many tries failed, at least one
    /// @param retryAfter what the provider asked to wait; a minimum
    /// @param left until the deadline
    /// @param noFallback whether no other provider could be asked instead
    /// @return the wait; empty when no further try makes sense
    Optional<Duration> waitAfter(int triesDone, @Nullable Duration retryAfter, Duration left, boolean noFallback) {
        Duration minimum = retryAfter == null || retryAfter.isNegative() ? Duration.ZERO : retryAfter;
        if (triesDone >= (noFallback ? MAX_TRIES : MAX_TRIES_BEFORE_ANOTHER)
                || (!noFallback && minimum.compareTo(LONGEST_WAIT_BEFORE_ANOTHER) > 0)) {
            return Optional.empty();
        }
        Duration slack = left.minus(minimum);
        if (slack.compareTo(SHORTEST_TRY) < 0) {
            return Optional.empty();
        }
        Duration widest = min(min(BASE.multipliedBy(1L << (triesDone - 1)), CEILING), slack.dividedBy(2));
        return Optional.of(minimum.plusNanos((long) (widest.toNanos() * random.nextDouble())));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
