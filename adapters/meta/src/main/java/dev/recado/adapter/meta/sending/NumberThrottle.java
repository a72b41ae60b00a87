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

/// Holds back every message of a number while Meta puts the whole number off: asking for each conversation anew would
/// only prolong it. A limit on one user holds back nobody else.
public final class NumberThrottle {
    /// The number's messages a second, the calls of the business account, those of the app, maintenance.
    private static final Set<String> OF_THE_NUMBER = Set.of("130429", "80007", "4", "131057", "2494100");

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(Instant until, String code) {}

    public NumberThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /// What to say to a message without asking Meta, while the number is to be left alone.
    Optional<Throttled> active(String number) {
        Pause pause = pauses.get(number);
        if (pause == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), pause.until());
        if (left.isPositive()) {
            return Optional.of(new Throttled(left, pause.code()));
        }
        pauses.remove(number, pause);
        return Optional.empty();
    }

    /// Takes note of what Meta said, and gives it back.
    SendOutcome recordOutcome(String number, SendOutcome outcome) {
        if (outcome instanceof Throttled throttled && OF_THE_NUMBER.contains(throttled.code())) {
            Duration asked = throttled.retryAfter();
            Duration held = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
            pauses.put(number, new Pause(clock.instant().plus(held), throttled.code()));
        }
        return outcome;
    }
}
