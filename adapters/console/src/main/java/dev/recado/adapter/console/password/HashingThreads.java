package dev.recado.adapter.console.password;

import dev.recado.domain.PortUnavailableException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// A few threads that hash passwords, and a short queue before them. However many log in at once, they take a share of
/// the processors, 19 MiB of memory a thread, and leave webhooks and turns the rest.
final class HashingThreads implements AutoCloseable {
    private static final int PROCESSORS_FOR_EACH = 4;
    private static final int WAITING_FOR_EACH = 16;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ThreadPoolExecutor pool;

    HashingThreads(int processors) {
        int threads = Math.max(1, processors / PROCESSORS_FOR_EACH);
        pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(threads * WAITING_FOR_EACH), work -> {
                    Thread thread = new Thread(work, "password");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /// @throws PortUnavailableException when too many wait already, or it takes too long
    <T> T call(Supplier<T> work) {
        Future<T> result;
        try {
            result = pool.submit(work::get);
        } catch (RejectedExecutionException e) {
            throw new PortUnavailableException("too many passwords are checked at once", e);
        }
        try {
            return result.get(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            result.cancel(false);
            throw new PortUnavailableException("a password could not be checked in time", e);
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("interrupted while a password was checked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
