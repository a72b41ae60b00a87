package dev.recado.domain.turn;

import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Delays the next turn of a conversation whose turns failed. A process that dies ends all its turns, and which
/// of them made it die is not known. So the last attempts wait until this process has run well for some time,
/// longer each time, and run beside fewer and fewer other failed turns; the last one runs alone. A turn that
/// fails even then is itself the cause.
final class TurnBackoff {
    /// How many of the last attempts wait.
    private static final int STEPS = 4;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int GROWTH = 4;
    /// How many failed turns run at once two attempts before the last; an eighth as many at each further
    /// attempt.
    private static final int PLACES = 64;

    private static final int SHARE = 8;
    private static final Duration OCCUPIED = Duration.ofSeconds(1);

    private final int attempts;
    private final InstantSource clock;
    private final Instant started;
    private final Semaphore places = new Semaphore(PLACES);

    /// @param attempts how many turns may break off; made when the process starts
    TurnBackoff(int attempts, InstantSource clock) {
        this.attempts = attempts;
        this.clock = clock;
        this.started = clock.instant();
    }

    /// How many turns may have failed so that the next one does not wait.
    int unlimited() {
        return Math.max(0, attempts - 1 - STEPS);
    }

    /// Runs the turn now, or says when to ask again.
    ///
    /// @param broken how many turns in a row broke off
    Outcome pass(int broken, Supplier<Outcome> turn) {
        // the attempts of the failure notice follow those of the answer
        int tried = broken % attempts;
        Duration left = Duration.between(clock.instant(), started.plus(delay(tried)));
        if (left.isPositive()) {
            return Outcome.deferred(left, broken + " turns broke off: the process is to run well first");
        }
        int taken = places(tried);
        if (!places.tryAcquire(taken)) {
            return Outcome.deferred(OCCUPIED, broken + " turns broke off: others are tried first");
        }
        try {
            return turn.get();
        } finally {
            places.release(taken);
        }
    }

    private Duration delay(int tried) {
        Duration delay = tried > unlimited() ? FIRST : Duration.ZERO;
        for (int step = unlimited() + 1; step < tried; step++) {
            delay = delay.multipliedBy(GROWTH);
        }
        return delay;
    }

    private int places(int tried) {
        return switch (attempts - tried) {
            case 1 -> PLACES;
            case 2 -> PLACES / SHARE;
            case 3 -> PLACES / SHARE / SHARE;
            default -> 0;
        };
    }
}
