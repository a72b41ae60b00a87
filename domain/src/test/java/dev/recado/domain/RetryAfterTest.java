package dev.recado.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void secondsAreRead() {
        assertThat(RetryAfter.read("0", NOW)).contains(Duration.ZERO);
        assertThat(RetryAfter.read(" 120 ", NOW)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.read("0.25", NOW)).contains(Duration.ofMillis(250));
        assertThat(RetryAfter.read("999999999", NOW)).contains(Duration.ofDays(1));
    }

    @Test
    void anHttpDateIsRead() {
        assertThat(RetryAfter.read("Sat, 21 Nov 2026 10:01:00 GMT", NOW)).contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.read("Sat, 21 Nov 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1e9", "12345678901234567890", "Mon, 21 Nov 2026 10:01:00 GMT", "NaN"})
    void anythingElseIsNothing(String value) {
        assertThat(RetryAfter.read(value, NOW)).isEmpty();
    }
}
