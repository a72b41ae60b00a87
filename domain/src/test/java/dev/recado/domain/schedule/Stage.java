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
final class Stage {
    final Random random;
    final SettableClock clock = new SettableClock();

    private final List<Actor> actors = new ArrayList<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private final Thread director = Thread.currentThread();
    private volatile @Nullable Actor running;
    private @Nullable Throwable failure;
    private long number;

    Stage(long seed) {
        random = new Random(seed);
    }

    /// Ends the threads of a killed process; nothing in the core catches it.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private record Due(Instant at, long number, Life life, Runnable task) {}

    private static final class Actor {
        private final Life life;
        private final Thread thread;
        private volatile boolean go;
        private volatile boolean ended;
        private Instant asleepUntil = Instant.MIN;
        /// The deadline for the provider to accept the part: a call that hangs longer was cut off.
        private Instant inTimeUntil = Instant.MAX;

        private Actor(Life life, Runnable task) {
            this.life = life;
            this.thread = Thread.ofVirtual().unstarted(task);
        }
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /// Starts a task on its own thread.
    void begin(Life life, Runnable task) {
        if (life.killed) {
            return;
        }
        Actor[] self = new Actor[1];
        self[0] = new Actor(life, () -> {
            try {
                await(self[0]);
                task.run();
            } catch (Killed e) {
                // the process was killed
            } catch (Throwable e) {
                failure = failure == null ? e : failure;
            } finally {
                self[0].ended = true;
                running = null;
                LockSupport.unpark(director);
            }
        });
        actors.add(self[0]);
        self[0].thread.start();
    }

    void later(Life life, Duration delay, Runnable task) {
        if (!life.killed) {
            Duration wait = delay.isNegative() ? Duration.ZERO : delay;
            timers.add(new Due(clock.instant().plus(wait), number++, life, task));
        }
    }

    /// Lets other threads run.
    void handOver() {
        Actor self = Objects.requireNonNull(running);
        running = null;
        LockSupport.unpark(director);
        await(self);
    }

    /// Lets other threads run, and the clock advance by this time.
    void sleep(Duration time) {
        Objects.requireNonNull(running).asleepUntil = clock.instant().plus(time);
        handOver();
    }

    /// Lets other threads run, but the clock advance by no more than this time.
    void handOverInTime(Duration atMost) {
        Actor self = Objects.requireNonNull(running);
        self.inTimeUntil = clock.instant().plus(atMost);
        handOver();
        self.inTimeUntil = Instant.MAX;
    }

    private static void await(Actor self) {
        while (!self.go) {
            LockSupport.park();
        }
        self.go = false;
        if (self.life.killed) {
            throw new Killed();
        }
    }

    /// Resumes one of the threads that can continue.
    ///
    /// @return false when there is none
    boolean step() {
        List<Actor> ready = actors.stream()
                .filter(a -> !a.asleepUntil.isAfter(clock.instant()))
                .toList();
        if (ready.isEmpty()) {
            return false;
        }
        resume(ready.get(random.nextInt(ready.size())));
        return true;
    }

    private void resume(Actor actor) {
        running = actor;
        actor.go = true;
        LockSupport.unpark(actor.thread);
        while (running != null) {
            LockSupport.park();
        }
        if (actor.ended) {
            actors.remove(actor);
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
        timers.removeIf(due -> due.life().killed);
        Due first = timers.peek();
        if (first == null || first.at().isAfter(clock.instant())) {
            return false;
        }
        timers.remove(first);
        begin(first.life(), first.task());
        return true;
    }

    /// Returns the time until the next timer or the end of the next sleep.
    Duration untilNext() {
        Instant next = timers.isEmpty() ? Instant.MAX : timers.peek().at();
        for (Actor actor : actors) {
            if (actor.asleepUntil.isAfter(clock.instant()) && actor.asleepUntil.isBefore(next)) {
                next = actor.asleepUntil;
            }
        }
        return next.equals(Instant.MAX) ? Duration.ofSeconds(1) : Duration.between(clock.instant(), next);
    }

    void advance(Duration by) {
        Instant to = clock.instant().plus(by);
        for (Actor actor : actors) {
            to = actor.inTimeUntil.isBefore(to) ? actor.inTimeUntil : to;
        }
        if (to.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), to));
        }
    }

    /// Ends the threads of a process where they are.
    void kill(Life life) {
        life.killed = true;
        for (Actor actor : List.copyOf(actors)) {
            if (actor.life == life) {
                resume(actor);
            }
        }
        timers.removeIf(due -> due.life() == life);
    }

    void close(List<Life> lives) {
        lives.forEach(this::kill);
    }
}
