package dev.recado.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final SettableClock clock = new SettableClock();
    private final LoginThrottle throttle = new LoginThrottle(20, clock);

    private int triesWithin(Duration time, String email) {
        int tries = 0;
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(1)) {
            // Every try from another address, as from a network of many machines.
            if (throttle.begin(email, "client " + passed).isEmpty()) {
                tries++;
            }
            clock.advance(Duration.ofSeconds(1));
        }
        return tries;
    }

    @Test
    void manyMachinesGuessOnePasswordAboutOnceAMinute() {
        assertThat(triesWithin(Duration.ofHours(1), "ana@example.com")).isBetween(100, 115);
    }

    @Test
    void aPersonIsNeverHeldUpLongerThanAMinute() {
        triesWithin(Duration.ofMinutes(30), "ana@example.com");
        assertThat(throttle.begin("ana@example.com", "her own"))
                .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(1)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(throttle.begin("ana@example.com", "her own")).isEmpty();
        throttle.succeeded("ana@example.com", "her own");
        assertThat(throttle.begin("ana@example.com", "her own")).as("forgiven").isEmpty();
    }

    @Test
    void oneClientThatGuessesForHoursDoesNotKeepThePersonOut() {
        for (int second = 0; second < 6 * 3600; second++) {
            var _ = throttle.begin("ana@example.com", "the attacker");
            if (second % 600 == 0) {
                assertThat(throttle.begin("ana@example.com", "her own"))
                        .as("after %s s", second)
                        .isEmpty();
                throttle.succeeded("ana@example.com", "her own");
            }
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void oneClientGuessesOnePasswordLessAndLess() {
        int tries = 0;
        for (int second = 0; second < 3600; second++) {
            if (throttle.begin("ana@example.com", "the attacker").isEmpty()) {
                tries++;
            }
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(tries).isBetween(10, 20);
    }

    @Test
    void oneClientTriesManyAddressesTwentyTimesAMinute() {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.begin("a" + i + "@example.com", "one")).isEmpty();
        }
        assertThat(throttle.begin("b@example.com", "one")).contains(Duration.ofMinutes(1));
        assertThat(throttle.begin("b@example.com", "another")).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(throttle.begin("c@example.com", "one")).isEmpty();
    }

    @Test
    void successesDoNotCountAgainstAClient() {
        for (int i = 0; i < 100; i++) {
            String email = "a" + i + "@example.com";
            assertThat(throttle.begin(email, "a proxy")).isEmpty();
            throttle.succeeded(email, "a proxy");
        }
    }
}
