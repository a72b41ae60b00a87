package dev.recado.adapter.meta.sending;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Holds back all messages of a number while Meta throttles the whole number: retrying for each conversation
/// would only prolong it. A limit on one user holds back no other. Thread-safe.
public final class NumberThrottle {
    /// Limits on the number's messages per second, the calls of the business account, those of the app, and
    /// maintenance.
    private static final Set<String> NUMBER_CODES = Set.of("130429", "80007", "4", "131057", "2494100");

    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(Instant until, String code) {}

    public NumberThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /// The outcome for a message without calling Meta, while the number is throttled.
    Optional<Throttled> active(String number) {
        Pause pause = pauses.get(number);
        if (pause == null) {
            return Optional.empty();
        }
        Duration remaining = Duration.between(clock.instant(), pause.until());
        if (remaining.isPositive()) {
            return Optional.of(new Throttled(remaining, pause.code()));
        }
        pauses.remove(number, pause);
        return Optional.empty();
    }

    /// Records the outcome, and returns it.
    SendOutcome recordOutcome(String number, SendOutcome outcome) {
        if (outcome instanceof Throttled throttled && NUMBER_CODES.contains(throttled.code())) {
            Duration requestedWait = throttled.retryAfter();
            Duration wait = requestedWait.compareTo(MAX_PAUSE) < 0 ? requestedWait : MAX_PAUSE;
            pauses.put(number, new Pause(clock.instant().plus(wait), throttled.code()));
        }
        return outcome;
    }
}
