package dev.recado.adapter.llm.provider;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wait between two tries: a seam, so that tests wait for nothing.
@FunctionalInterface
public interface Sleeper {

    /// Waits that long, or until the thread is interrupted.
    void of(Duration duration) throws InterruptedException;

    /// Waits on the wall clock; a virtual thread gives its carrier away meanwhile.
    static Sleeper real() {
        return duration -> {
            // Nobody counts this latch down: it ends by time or by interruption.
            boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
            assert !never;
        };
    }
}
