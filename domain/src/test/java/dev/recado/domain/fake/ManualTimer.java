package dev.recado.domain.fake;

import dev.recado.domain.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// A timer that runs due tasks on the test's thread when the test advances the time.
public final class ManualTimer implements Timer {
    private final SettableClock clock;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::number));
    private long count;
    private boolean stopped;

    public ManualTimer(SettableClock clock) {
        this.clock = clock;
    }

    private record Task(Instant at, long number, Runnable work) {}

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        if (stopped) {
            return;
        }
        tasks.add(new Task(clock.instant().plus(delay.isNegative() ? Duration.ZERO : delay), count++, task));
    }

    /// Stops the timer as if its process had died: no task runs any more.
    public synchronized void stop() {
        stopped = true;
        tasks.clear();
    }

    /// Advances the time and runs each task at its own time.
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        for (Task task = next(end); task != null; task = next(end)) {
            if (task.at().isAfter(clock.instant())) {
                clock.advance(Duration.between(clock.instant(), task.at()));
            }
            task.work().run();
        }
        // A task may have advanced the time itself.
        if (end.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), end));
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Task next(Instant end) {
        Task first = tasks.peek();
        return first == null || first.at().isAfter(end) ? null : tasks.poll();
    }
}
