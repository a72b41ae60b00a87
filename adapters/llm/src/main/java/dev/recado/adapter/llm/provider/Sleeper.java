package dev.recado.adapter.llm.provider;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wait between two tries. An interface, so that tests do not wait.
@FunctionalInterface
public interface Sleeper {

    /// Waits for the duration, or until the thread is interrupted.
    void of(Duration duration) throws InterruptedException;

    /// Waits on the wall clock; a virtual thread releases its carrier meanwhile.
    static Sleeper real() {
        return duration -> {
            // No one counts this latch down: the wait ends by time or by interruption.
            boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
            assert !never;
        };
    }
}
