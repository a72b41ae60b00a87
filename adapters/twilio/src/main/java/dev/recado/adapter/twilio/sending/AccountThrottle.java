package dev.recado.adapter.twilio.sending;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Holds back all messages while Twilio throttles the whole account: retrying for each conversation would only
/// prolong it. A limit on one user holds back no other. Thread-safe.
public final class AccountThrottle {
    /// Limits on concurrent calls, on messages per second, hour and day, and a 429 without a code.
    private static final Set<String> ACCOUNT_CODES = Set.of("20429", "63017", "60728", "63038", "http-429");

    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private volatile Pause pause = new Pause(Instant.MIN, "");

    private record Pause(Instant until, String code) {}

    public AccountThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /// The outcome for a message without calling Twilio, while the account is throttled.
    Optional<Throttled> active() {
        Pause current = pause;
        Duration remaining = Duration.between(clock.instant(), current.until());
        return remaining.isPositive() ? Optional.of(new Throttled(remaining, current.code())) : Optional.empty();
    }

    /// Records the outcome, and returns it.
    SendOutcome recordOutcome(SendOutcome outcome) {
        if (outcome instanceof Throttled throttled && ACCOUNT_CODES.contains(throttled.code())) {
            Duration requestedWait = throttled.retryAfter();
            Duration wait = requestedWait.compareTo(MAX_PAUSE) < 0 ? requestedWait : MAX_PAUSE;
            pause = new Pause(clock.instant().plus(wait), throttled.code());
        }
        return outcome;
    }
}
