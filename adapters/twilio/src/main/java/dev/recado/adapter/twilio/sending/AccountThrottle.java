package dev.recado.adapter.twilio.sending;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Holds back every message while Twilio puts the whole account off: asking for each conversation anew would only
/// prolong it. A limit on one user holds back nobody else.
public final class AccountThrottle {
    /// Calls at once, messages a second, an hour, a day; and what says no more than 429.
    private static final Set<String> OF_THE_ACCOUNT = Set.of("20429", "63017", "60728", "63038", "http-429");

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private volatile Pause pause = new Pause(Instant.MIN, "");

    private record Pause(Instant until, String code) {}

    public AccountThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /// What to say to a message without asking Twilio, while it is to be left alone.
    Optional<Throttled> active() {
        Pause now = pause;
        Duration left = Duration.between(clock.instant(), now.until());
        return left.isPositive() ? Optional.of(new Throttled(left, now.code())) : Optional.empty();
    }

    /// Takes note of what Twilio said, and gives it back.
    SendOutcome recordOutcome(SendOutcome outcome) {
        if (outcome instanceof Throttled throttled && OF_THE_ACCOUNT.contains(throttled.code())) {
            Duration asked = throttled.retryAfter();
            Duration held = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
            pause = new Pause(clock.instant().plus(held), throttled.code());
        }
        return outcome;
    }
}
