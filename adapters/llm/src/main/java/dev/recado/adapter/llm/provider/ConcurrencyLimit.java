package dev.recado.adapter.llm.provider;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many calls to the model may be under way at once, and how many are. First come, first served.
public final class ConcurrencyLimit {

    private final int most;
    private final Semaphore free;

    public ConcurrencyLimit(int most) {
        this.most = most;
        this.free = new Semaphore(most, true);
    }

    /// @return whether there was room within the time; then {@link #leave} must follow
    boolean enter(Duration within) throws InterruptedException {
        return free.tryAcquire(Math.max(0, within.toNanos()), TimeUnit.NANOSECONDS);
    }

    void leave() {
        free.release();
    }

    public int inFlight() {
        return most - free.availablePermits();
    }
}
