package dev.recado.domain.turn;

import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Says when a conversation whose turns broke off may have its next one. A process that dies takes all its turns along,
/// and it is not known which of them is to blame. So before the turns that may be tried are used up, the next one waits
/// until this process has run well for some time, longer each time, and runs beside fewer and fewer others that broke
/// off before: the last one beside none. What breaks off even then is to blame itself.
final class TurnBackoff {
    /// How many of the last turns wait.
    private static final int STEPS = 4;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int GROWTH = 4;
    /// How many run at once two turns before the last; then an eighth as many each time.
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

    /// So many turns may have broken off, and the next one waits for nothing.
    int unlimited() {
        return Math.max(0, attempts - 1 - STEPS);
    }

    /// Runs the turn now, or says when to ask again.
    ///
    /// @param broken how many turns in a row broke off
    Outcome pass(int broken, Supplier<Outcome> turn) {
        // after those of the answer come as many of the apology
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
