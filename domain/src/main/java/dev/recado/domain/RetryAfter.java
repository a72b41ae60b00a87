package dev.recado.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads how long a server asks to be left alone: the header `Retry-After` (RFC 9110, 10.2.3), seconds or an HTTP date.
public final class RetryAfter {

    /// Some servers send fractions, which the RFC does not know.
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /// @return how long from now, zero for a date gone by, a day at most; empty for what cannot be read
    public static Optional<Duration> read(String value, Instant now) {
        return wait(value.strip(), now).map(RetryAfter::bounded);
    }

    private static Optional<Duration> wait(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000)));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, then));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
