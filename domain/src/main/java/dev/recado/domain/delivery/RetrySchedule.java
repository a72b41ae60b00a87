package dev.recado.domain.delivery;

import dev.recado.domain.identity.PartId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// When a part is tried again, and until when.
final class RetrySchedule {
    /// How often it is looked whether a part whose outcome is not known has arrived.
    static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private static final int REMEMBERED = 10_000;

    private final Duration patience;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final Map<PartId, Instant> given = new LinkedHashMap<>();

    RetrySchedule(Duration patience, InstantSource clock, RandomGenerator chance) {
        this.patience = patience;
        this.clock = clock;
        this.chance = chance;
    }

    /// The part is about to be given to the provider.
    synchronized void giving(PartId part) {
        given.put(part, clock.instant());
        if (given.size() > REMEMBERED) {
            given.remove(given.keySet().iterator().next());
        }
    }

    /// Whether a part that the provider does not show may be on its way to it all the same. What another life of the
    /// process gave counts from when this one heard of it.
    ///
    /// @param settling how long the provider may take to do what a connection that is gone asked of it, and to show
    ///     or tell that it did
    synchronized boolean mayStillArrive(PartId part, Duration settling) {
        Instant at = given.get(part);
        if (at == null) {
            giving(part);
            return true;
        }
        return age(at).compareTo(settling) < 0;
    }

    /// What became of the part is known.
    synchronized void settled(PartId part) {
        given.remove(part);
    }

    /// Up to a fifth longer, so that those who wait for the same thing do not come back together.
    Duration spread(Duration wait) {
        return Duration.ofMillis((long) (wait.toMillis() * (1 + 0.2 * chance.nextDouble())));
    }

    /// At least as long as the provider asks, and up to a fifth longer, so that those it put off together do not
    /// come back together; but not beyond the patience, at whose end it is tried once more.
    Duration afterThrottling(Duration asked, Instant committedAt) {
        long millis = Math.max(asked.toMillis(), backOff(committedAt));
        long spread = spread(Duration.ofMillis(millis)).toMillis();
        long left = patience.minus(age(committedAt)).toMillis();
        return Duration.ofMillis(Math.min(spread, Math.max(left, 1_000)));
    }

    Duration afterUnknown(Instant committedAt) {
        return Duration.ofMillis(Math.max(LOOK_AGAIN.toMillis(), backOff(committedAt)));
    }

    /// Grows with the answer's age, so that it needs no counter: half the age, from one second to one minute, give
    /// or take a fifth.
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
