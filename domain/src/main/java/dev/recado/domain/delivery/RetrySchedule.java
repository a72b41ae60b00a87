package dev.recado.domain.delivery;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.PartId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Decides when a part is tried again, and until when.
final class RetrySchedule {
    /// How often a part whose outcome is unknown is looked up at the provider.
    static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private static final int REMEMBERED = 10_000;

    private final Duration patience;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final Map<PartId, Instant> given = BoundedMap.droppingOldest(REMEMBERED);

    RetrySchedule(Duration patience, InstantSource clock, RandomGenerator chance) {
        this.patience = patience;
        this.clock = clock;
        this.chance = chance;
    }

    /// Notes that the part is about to be given to the provider.
    synchronized void giving(PartId part) {
        given.put(part, clock.instant());
    }

    /// Whether a part that the provider does not list may still reach it. For a part given by an earlier
    /// process the time counts from when this process first asked.
    ///
    /// @param settling how long the provider may take to process a request whose connection is lost, and to
    /// list or report it
    synchronized boolean mayStillArrive(PartId part, Duration settling) {
        Instant at = given.get(part);
        if (at == null) {
            giving(part);
            return true;
        }
        return age(at).compareTo(settling) < 0;
    }

    /// Forgets the part: its outcome is known.
    synchronized void settled(PartId part) {
        given.remove(part);
    }

    /// The delay, prolonged by up to a fifth, so that parts that wait for the same reason are not tried
    /// together.
    Duration spread(Duration wait) {
        return Duration.ofMillis((long) (wait.toMillis() * (1 + 0.2 * chance.nextDouble())));
    }

    /// The delay after throttling: at least what the provider asks, prolonged by up to a fifth so that
    /// throttled parts are not tried together; but not beyond the patience, at whose end the part is tried once
    /// more.
    Duration afterThrottling(Duration asked, Instant committedAt) {
        long millis = Math.max(asked.toMillis(), backOff(committedAt));
        long spread = spread(Duration.ofMillis(millis)).toMillis();
        long left = patience.minus(age(committedAt)).toMillis();
        return Duration.ofMillis(Math.min(spread, Math.max(left, 1_000)));
    }

    Duration afterUnknown(Instant committedAt) {
        return Duration.ofMillis(Math.max(LOOK_AGAIN.toMillis(), backOff(committedAt)));
    }

    /// Half the answer's age, from one second to one minute, varied by a fifth. It needs no counter.
    private long backOff(Instant committedAt) {
        long millis = Math.clamp(age(committedAt).toMillis() / 2, 1_000, 60_000);
        return (long) (millis * (0.8 + 0.4 * chance.nextDouble()));
    }

    boolean tooLate(Instant committedAt) {
        return age(committedAt).compareTo(patience) > 0;
    }

    private Duration age(Instant since) {
        return Duration.between(since, clock.instant());
    }
}
