package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.guard.UsageLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [UsageLimits].
public interface UsageLimitsContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /// Limits with this budget, as one process sees them.
    UsageLimits limits(int budget);

    /// Returns how many of the attempts get an answer.
    static long granted(UsageLimits limits, int attempts, Instant at) {
        return IntStream.range(0, attempts).filter(_ -> limits.take(at)).count();
    }

    @Test
    default void aDayHasOnlyTheBudgetedAnswers() {
        UsageLimits limits = limits(50);

        assertThat(granted(limits, 49, NOON)).isEqualTo(49);
        assertThat(granted(limits, 10, NOON.plusSeconds(9))).isEqualTo(1);
    }

    @Test
    default void theNextDayBeginsAtMidnightUtc() {
        UsageLimits limits = limits(3);

        assertThat(granted(limits, 9, NOON)).isEqualTo(3);
        assertThat(granted(limits, 9, Instant.parse("2026-11-21T23:59:59Z"))).isZero();
        assertThat(granted(limits, 9, Instant.parse("2026-11-22T00:00:00Z"))).isEqualTo(3);
        assertThat(granted(limits, 9, NOON.plus(Duration.ofDays(3)))).isEqualTo(3);
    }
}
