package dev.recado.adapter.console.access;

import dev.recado.domain.BoundedMap;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Limits requests without the right token per client address, within a minute and within a day. It remembers a
/// limited number of addresses and drops the longest inactive. For IPv6 it counts the network, which is what
/// one client has. Thread-safe.
final class WrongTokenLimiter {
    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final int perMinute;
    private final int perDay;
    private final InstantSource clock;
    private final Map<String, Counts> addresses = BoundedMap.droppingLeastUsed(MAX_REMEMBERED);

    /// @param perMinute 0 for no limit; the same per day
    WrongTokenLimiter(int perMinute, int perDay, InstantSource clock) {
        this.perMinute = perMinute;
        this.perDay = perDay;
        this.clock = clock;
    }

    private record Count(Instant since, int used) {
        Count more(Instant now, Duration span) {
            return now.isBefore(since.plus(span)) ? new Count(since, used + 1) : new Count(now, 1);
        }
    }

    private record Counts(Count minute, Count day) {}

    /// Counts a request.
    ///
    /// @return how long to wait when the limit is exceeded; empty otherwise
    synchronized Optional<Duration> add(InetAddress from) {
        Instant now = clock.instant();
        Counts counts = addresses.compute(ClientAddress.of(from), (_, before) -> {
            Count none = new Count(now, 0);
            return before == null
                    ? new Counts(none.more(now, MINUTE), none.more(now, DAY))
                    : new Counts(before.minute().more(now, MINUTE), before.day().more(now, DAY));
        });
        if (perDay > 0 && counts.day().used() > perDay) {
            return Optional.of(Duration.between(now, counts.day().since().plus(DAY)));
        }
        return perMinute > 0 && counts.minute().used() > perMinute
                ? Optional.of(Duration.between(now, counts.minute().since().plus(MINUTE)))
                : Optional.empty();
    }
}
