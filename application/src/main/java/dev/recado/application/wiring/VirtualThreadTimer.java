package dev.recado.application.wiring;

import dev.recado.domain.Timer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs tasks, each on a virtual thread of its own, and delayed tasks by one platform thread that only waits.
public final class VirtualThreadTimer implements Timer, AutoCloseable {
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor clock;

    VirtualThreadTimer() {
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("timer").daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Runs the task now, on a thread of its own. After the close no task runs.
    public void run(Runnable task) {
        try {
            virtual.execute(task);
        } catch (RejectedExecutionException e) {
            // The process is stopping: the task's work is in the store.
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        if (!delay.isPositive()) {
            run(task);
            return;
        }
        try {
            var _ = clock.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // As above.
        }
    }

    /// Waits on the calling thread; less when the thread is interrupted, whose flag it keeps.
    void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        virtual.shutdownNow();
    }
}
