package dev.recado.adapter.llm.provider;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Limits the calls to models in flight, and counts them. Callers are served in order of arrival.
public final class ConcurrencyLimit {

    private final int max;
    private final Semaphore free;

    public ConcurrencyLimit(int max) {
        this.max = max;
        this.free = new Semaphore(max, true);
    }

    /// @return whether a place was free within the time; then [#leave] must follow
    boolean enter(Duration within) throws InterruptedException {
        return free.tryAcquire(Math.max(0, within.toNanos()), TimeUnit.NANOSECONDS);
    }

    void leave() {
        free.release();
    }

    public int inFlight() {
        return max - free.availablePermits();
    }
}
