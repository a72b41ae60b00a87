package dev.recado.domain.privacy;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Goes on with requests to erase a user's data that are not finished, whichever process took them; and erases
/// what this process keeps on its own disk of users whose data any process erased.
public final class ErasureTask implements BackgroundTask {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    /// The clocks of two processes may differ, and a request is changed while it is carried out.
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private static final int BATCH = 10;
    private static final int MOST_FILES = 1_000;

    private final ErasePersonalData erase;
    private final Erasures erasures;
    private final LocalTraces local;
    private final Timer timer;
    private final InstantSource clock;
    private Instant looked = Instant.EPOCH;

    public ErasureTask(
            ErasePersonalData erase, Erasures erasures, LocalTraces local, Timer timer, InstantSource clock) {
        this.erase = erase;
        this.erasures = erasures;
        this.local = local;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public void start() {
        timer.after(PERIOD, this::sweepAgain);
    }

    private void sweepAgain() {
        try {
            sweep();
        } catch (PortUnavailableException _) {
            // the next sweep finds the same requests
        } finally {
            timer.after(PERIOD, this::sweepAgain);
        }
    }

    void sweep() {
        Instant now = clock.instant();
        Instant until = now.plus(ErasePersonalData.IN_BACKGROUND.multipliedBy(2));
        for (Erasure erasure : erasures.claim(now, until, BATCH)) {
            erase.carryOut(erasure, ErasePersonalData.IN_BACKGROUND);
        }
        for (Erasure erasure : erasures.changedSince(looked, MOST_FILES)) {
            local.eraseFiles(erasure.files());
            local.eraseSpooled(erasure);
        }
        looked = now.minus(OVERLAP);
    }
}
