package dev.recado.domain.people;

import dev.recado.domain.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Slows down who guesses passwords: a client that guesses at one e-mail address, whether somebody has it or
/// not, all clients that guess at one, and a client that guesses at many. One client alone does not keep the
/// person out who has the address. It remembers a limited number of each and forgets the longest unused. Each
/// process counts by itself. Thread-safe.
public final class LoginThrottle {
    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// Of one client at one address.
    private static final Pace CLIENT = new Pace(5, Duration.ofMinutes(15));
    /// Of all clients at one address: more than one client reaches within an hour. The longest wait is short,
    /// because many clients can make a person wait this long.
    private static final Pace ALL = new Pace(50, MINUTE);

    private final int perMinute;
    private final InstantSource clock;
    private final Map<String, Failures> accounts = BoundedMap.droppingLeastUsed(MAX_REMEMBERED);
    private final Map<Guesser, Failures> guessers = BoundedMap.droppingLeastUsed(MAX_REMEMBERED);
    private final Map<String, Window> clients = BoundedMap.droppingLeastUsed(MAX_REMEMBERED);

    /// @param perMinute failures of one client in a minute; 0 for no limit
    public LoginThrottle(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    private record Guesser(String email, String client) {}

    /// @param free failures without a wait; each further one doubles it
    private record Pace(int free, Duration longest) {
        Duration after(int failures) {
            if (failures < free) {
                return Duration.ZERO;
            }
            Duration doubled = Duration.ofSeconds(1L << Math.min(failures - free + 1, 12));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    private record Failures(int count, Instant last, Instant blockedUntil) {
        static Failures more(@Nullable Failures before, Instant now, Pace pace) {
            int count = before == null || before.isForgotten(now) ? 1 : before.count + 1;
            return new Failures(count, now, now.plus(pace.after(count)));
        }

        boolean isForgotten(Instant now) {
            return !now.isBefore(last.plus(FORGOTTEN_AFTER));
        }
    }

    private record Window(int failures, Instant since) {
        boolean isOver(Instant now) {
            return !now.isBefore(since.plus(MINUTE));
        }
    }

    /// Counts a try, as a failure until it is [#succeeded]: of tries at the same moment none is free.
    ///
    /// @return how long to wait before a try; empty when it may be made now
    public synchronized Optional<Duration> begin(String email, String client) {
        Instant now = clock.instant();
        Guesser guesser = new Guesser(email, client);
        Instant free = latest(now, guessers.get(guesser), accounts.get(email));
        if (now.isBefore(free)) {
            return Optional.of(Duration.between(now, free));
        }
        Window window = clients.get(client);
        if (window == null || window.isOver(now)) {
            window = new Window(0, now);
        }
        if (perMinute > 0 && window.failures() >= perMinute) {
            return Optional.of(Duration.between(now, window.since().plus(MINUTE)));
        }
        clients.put(client, new Window(window.failures() + 1, window.since()));
        guessers.put(guesser, Failures.more(guessers.get(guesser), now, CLIENT));
        accounts.put(email, Failures.more(accounts.get(email), now, ALL));
        return Optional.empty();
    }

    private static Instant latest(Instant now, @Nullable Failures... failures) {
        Instant latest = now;
        for (Failures each : failures) {
            if (each != null && each.blockedUntil().isAfter(latest)) {
                latest = each.blockedUntil();
            }
        }
        return latest;
    }

    public synchronized void succeeded(String email, String client) {
        guessers.remove(new Guesser(email, client));
        accounts.remove(email);
        clients.computeIfPresent(client, (_, window) -> new Window(Math.max(0, window.failures() - 1), window.since()));
    }
}
