package dev.recado.domain.people;

import dev.recado.domain.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Slows down who guesses passwords, by e-mail address, whether somebody has it or not, and by client. It
/// remembers a limited number of both and forgets the longest unused. Each process counts by itself.
/// Thread-safe.
public final class LoginThrottle {
    private static final int MAX_REMEMBERED = 10_000;
    private static final int FREE = 5;
    /// Short, because anyone can make a person wait this long.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final InstantSource clock;
    private final Map<String, Account> accounts = BoundedMap.droppingLeastUsed(MAX_REMEMBERED);
    private final Map<String, Window> clients = BoundedMap.droppingLeastUsed(MAX_REMEMBERED);

    /// @param perMinute failures of one client in a minute; 0 for no limit
    public LoginThrottle(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    private record Account(int failures, Instant last, Instant blockedUntil) {}

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
        Account account = accounts.get(email);
        if (account != null && !now.isBefore(account.last().plus(FORGOTTEN_AFTER))) {
            account = null;
        }
        if (account != null && now.isBefore(account.blockedUntil())) {
            return Optional.of(Duration.between(now, account.blockedUntil()));
        }
        Window window = clients.get(client);
        if (window == null || window.isOver(now)) {
            window = new Window(0, now);
        }
        if (perMinute > 0 && window.failures() >= perMinute) {
            return Optional.of(Duration.between(now, window.since().plus(MINUTE)));
        }
        clients.put(client, new Window(window.failures() + 1, window.since()));
        int failures = account == null ? 1 : account.failures() + 1;
        accounts.put(email, new Account(failures, now, now.plus(block(failures))));
        return Optional.empty();
    }

    private static Duration block(int failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - FREE + 1, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    public synchronized void succeeded(String email, String client) {
        accounts.remove(email);
        clients.computeIfPresent(client, (_, window) -> new Window(Math.max(0, window.failures() - 1), window.since()));
    }
}
