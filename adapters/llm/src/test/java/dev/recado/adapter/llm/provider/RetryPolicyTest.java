package dev.recado.adapter.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Property
    void aWaitIsAtLeastTheRetryAfterAndLeavesTimeForATry(
            @ForAll @IntRange(min = 1, max = 20) int tries,
            @ForAll @LongRange(min = 0, max = 70_000) long retryAfter,
            @ForAll @LongRange(min = -1_000, max = 70_000) long left,
            @ForAll long seed) {
        var wait = new RetryPolicy(new Random(seed))
                .waitAfter(tries, Duration.ofMillis(retryAfter), Duration.ofMillis(left), true);
        assertThat(wait.isPresent())
                .isEqualTo(tries < RetryPolicy.MAX_TRIES && left - retryAfter >= RetryPolicy.MIN_TRY.toMillis());
        wait.ifPresent(duration -> assertThat(duration)
                .isGreaterThanOrEqualTo(Duration.ofMillis(retryAfter))
                .isLessThanOrEqualTo(Duration.ofMillis(retryAfter).plus(RetryPolicy.MAX_WAIT))
                .isLessThanOrEqualTo(Duration.ofMillis(left).minus(RetryPolicy.MIN_TRY.dividedBy(2))));
    }

    @Test
    void waitsAreSpreadOverTheWholeRangeWhichGrowsToItsCeiling() {
        for (int tries = 1; tries < RetryPolicy.MAX_TRIES; tries++) {
            long widest = Math.min(500L << (tries - 1), 10_000);
            var policy = new RetryPolicy(new Random(tries));
            int n = tries;
            var waits = java.util.stream.IntStream.range(0, 1000)
                    .mapToLong(i -> policy.waitAfter(n, null, MINUTE, true)
                            .orElseThrow()
                            .toMillis())
                    .summaryStatistics();
            assertThat(waits.getMin()).isLessThan(widest / 20);
            assertThat(waits.getMax()).isBetween(widest * 19 / 20, widest);
        }
    }

    @Test
    void withAFallbackWaitsAreShort() {
        var policy = new RetryPolicy(new Random(1));
        assertThat(policy.waitAfter(1, Duration.ofSeconds(2), MINUTE, false)).isPresent();
        assertThat(policy.waitAfter(1, Duration.ofSeconds(3), MINUTE, false)).isEmpty();
        assertThat(policy.waitAfter(3, null, MINUTE, false)).isEmpty();
    }
}
