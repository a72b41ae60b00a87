package dev.recado.application.wiring;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.AnalysisStoppedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A small pool of platform threads for CPU-bound work, named `analysis`. One processor is left to the threads
/// that accept webhooks. A thread whose work does not stop when interrupted is replaced until it does.
final class AnalysisThreadPool implements AnalysisExecutor, AutoCloseable {
    /// The least time for work that begins late, such as after an outage.
    private static final Duration LEAST = Duration.ofSeconds(1);
    /// How many threads are replaced at most: more means a permanent fault.
    private static final int MOST_REPLACED = 8;

    private final int threads;
    private final AtomicInteger overdue = new AtomicInteger();
    private final ThreadPoolExecutor pool;
    private final InstantSource clock;

    AnalysisThreadPool(int processors, InstantSource clock) {
        this.threads = Math.max(1, processors - 1);
        this.clock = clock;
        this.pool = new ThreadPoolExecutor(
                threads,
                threads + MOST_REPLACED,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                AnalysisThread::new);
    }

    @Override
    public <T> T call(Instant deadline, Supplier<T> work) {
        if (Thread.currentThread() instanceof AnalysisThread) {
            return work.get();
        }
        Task<T> task = new Task<>(work);
        try {
            pool.execute(task);
            return task.get(left(deadline).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.stop();
            throw new AnalysisStoppedException("not analysed in time", e);
        } catch (InterruptedException e) {
            task.stop();
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("interrupted while it was analysed", e);
        } catch (RejectedExecutionException e) {
            throw new PortUnavailableException("the process is stopping", e);
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private Duration left(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    private static RuntimeException thrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case StackOverflowError e -> new IllegalStateException("nested too deeply", e);
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }

    /// The number of threads.
    int size() {
        return pool.getCorePoolSize();
    }

    private void resize(int change) {
        pool.setCorePoolSize(threads + Math.min(MOST_REPLACED, overdue.addAndGet(change)));
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private static final class AnalysisThread extends Thread {
        private AnalysisThread(Runnable work) {
            super(work, "analysis");
            setDaemon(true);
        }
    }

    /// One task. While it runs on after it was stopped, another thread replaces its own.
    private final class Task<T> extends FutureTask<T> {
        private enum State {
            WAITING,
            RUNNING,
            OVERDUE,
            DONE
        }

        private State state = State.WAITING;

        private Task(Supplier<T> work) {
            super(work::get);
        }

        @Override
        public void run() {
            moved(State.RUNNING);
            try {
                super.run();
            } finally {
                moved(State.DONE);
            }
        }

        private void stop() {
            moved(State.OVERDUE);
            cancel(true);
        }

        private synchronized void moved(State next) {
            if (next == State.OVERDUE && state != State.RUNNING) {
                return;
            }
            if (next == State.OVERDUE) {
                resize(1);
            } else if (state == State.OVERDUE) {
                resize(-1);
            }
            state = next;
        }
    }
}
