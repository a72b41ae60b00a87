package dev.recado.domain.schedule;

import dev.recado.domain.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A deterministic scheduler: only one thread runs at a time, and the clock stands still meanwhile. Each thread
/// yields at every call of a port, and chance decides which one continues.
final class Scheduler {
    final Random random;
    final SettableClock clock = new SettableClock();

    private final List<SimulatedThread> threads = new ArrayList<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private final Thread director = Thread.currentThread();
    private volatile @Nullable SimulatedThread running;
    private @Nullable Throwable failure;
    private long number;

    Scheduler(long seed) {
        random = new Random(seed);
    }

    /// Ends the threads of a killed process; nothing in the core catches it.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private record Due(Instant at, long number, ProcessInstance process, Runnable task) {}

    private static final class SimulatedThread {
        private final ProcessInstance process;
        private final Thread thread;
        private volatile boolean go;
        private volatile boolean ended;
        private Instant asleepUntil = Instant.MIN;
        /// The deadline for the provider to accept the part: a call that hangs longer was cut off.
        private Instant inTimeUntil = Instant.MAX;

        private SimulatedThread(ProcessInstance process, Runnable task) {
            this.process = process;
            this.thread = Thread.ofVirtual().unstarted(task);
        }
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /// Starts a task on its own thread.
    void start(ProcessInstance process, Runnable task) {
        if (process.killed) {
            return;
        }
        SimulatedThread[] self = new SimulatedThread[1];
        self[0] = new SimulatedThread(process, () -> {
            try {
                await(self[0]);
                task.run();
            } catch (Killed _) {
                // the process was killed
            } catch (Throwable e) {
                failure = failure == null ? e : failure;
            } finally {
                self[0].ended = true;
                running = null;
                LockSupport.unpark(director);
            }
        });
        threads.add(self[0]);
        self[0].thread.start();
    }

    void later(ProcessInstance process, Duration delay, Runnable task) {
        if (!process.killed) {
            Duration wait = delay.isNegative() ? Duration.ZERO : delay;
            timers.add(new Due(clock.instant().plus(wait), number++, process, task));
        }
    }

    /// Lets other threads run.
    void yieldToOthers() {
        SimulatedThread self = Objects.requireNonNull(running);
        running = null;
        LockSupport.unpark(director);
        await(self);
    }

    /// Lets other threads run, and the clock advance by this time.
    void sleep(Duration time) {
        Objects.requireNonNull(running).asleepUntil = clock.instant().plus(time);
        yieldToOthers();
    }

    /// Lets other threads run, but the clock advance by no more than this time.
    void yieldAtMost(Duration atMost) {
        SimulatedThread self = Objects.requireNonNull(running);
        self.inTimeUntil = clock.instant().plus(atMost);
        yieldToOthers();
        self.inTimeUntil = Instant.MAX;
    }

    private static void await(SimulatedThread self) {
        while (!self.go) {
            LockSupport.park();
        }
        self.go = false;
        if (self.process.killed) {
            throw new Killed();
        }
    }

    /// Resumes one of the threads that can continue.
    ///
    /// @return false when there is none
    boolean step() {
        List<SimulatedThread> ready = threads.stream()
                .filter(a -> !a.asleepUntil.isAfter(clock.instant()))
                .toList();
        if (ready.isEmpty()) {
            return false;
        }
        resume(ready.get(random.nextInt(ready.size())));
        return true;
    }

    private void resume(SimulatedThread actor) {
        running = actor;
        actor.go = true;
        LockSupport.unpark(actor.thread);
        while (running != null) {
            LockSupport.park();
        }
        if (actor.ended) {
            threads.remove(actor);
        }
        rethrow();
    }

    private void rethrow() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    /// Starts the task of a due timer.
    ///
    /// @return false when there is none
    boolean fire() {
        timers.removeIf(due -> due.process().killed);
        Due first = timers.peek();
        if (first == null || first.at().isAfter(clock.instant())) {
            return false;
        }
        timers.remove(first);
        start(first.process(), first.task());
        return true;
    }

    /// Returns the time until the next timer or the end of the next sleep.
    Duration untilNext() {
        Instant next = timers.isEmpty() ? Instant.MAX : timers.peek().at();
        for (SimulatedThread actor : threads) {
            if (actor.asleepUntil.isAfter(clock.instant()) && actor.asleepUntil.isBefore(next)) {
                next = actor.asleepUntil;
            }
        }
        return next.equals(Instant.MAX) ? Duration.ofSeconds(1) : Duration.between(clock.instant(), next);
    }

    void advance(Duration by) {
        Instant to = clock.instant().plus(by);
        for (SimulatedThread actor : threads) {
            to = actor.inTimeUntil.isBefore(to) ? actor.inTimeUntil : to;
        }
        if (to.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), to));
        }
    }

    /// Ends the threads of a process where they are.
    void kill(ProcessInstance process) {
        process.killed = true;
        for (SimulatedThread actor : List.copyOf(threads)) {
            if (actor.process == process) {
                resume(actor);
            }
        }
        timers.removeIf(due -> due.process() == process);
    }

    void close(List<ProcessInstance> processes) {
        processes.forEach(this::kill);
    }
}
