package dev.recado.adapter.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes changes of the file durable, many at once: whatever came in while the last commit was on its way to the disk
/// goes with the next. A change is durable when the operating system says that the disk has it (`fsync`).
///
/// One thread writes and flushes. Changes and commits exclude each other, so that no half-made change is ever
/// written; flushing excludes nobody.
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long IDLE_MILLIS = 250;
    private static final int COMMITS_BETWEEN_LOOKS = 64;
    private static final long SMALL_FILE = 8L << 20;
    private static final int WORTH_KEEPING_BUSY = 40;
    private static final int WORTH_KEEPING_IDLE = 75;
    private static final int BITE = 1 << 20;
    private static final int BIG_BITE = 4 << 20;

    private final MVStore store;
    private final Lock changes;
    private final LinkedBlockingQueue<Waiter> waiters = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean writable = true;
    private boolean worthLooking = true;

    /// Told when a change is durable, or why it is not. Quick, never throws.
    @FunctionalInterface
    interface Waiter {
        void done(@Nullable RuntimeException failure);
    }

    /// @param changes held by whoever changes the store
    GroupCommit(MVStore store, Lock changes) {
        this.store = store;
        this.changes = changes;
        this.thread = Thread.ofPlatform().name("recado-store-commit").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Whether the last commit went well.
    boolean isWritable() {
        return writable;
    }

    /// Asks to be told when everything changed so far is durable.
    void whenDurable(Waiter waiter) {
        waiters.add(waiter);
    }

    private void run() {
        List<Waiter> batch = new ArrayList<>();
        int commits = 0;
        while (!closed || !waiters.isEmpty()) {
            try {
                Waiter first = waiters.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    tidyUp(WORTH_KEEPING_IDLE, BIG_BITE);
                    continue;
                }
                batch.add(first);
                waiters.drainTo(batch);
                RuntimeException failure = commit();
                batch.forEach(waiter -> waiter.done(failure));
                batch.clear();
                worthLooking = true;
                commits++;
                if (commits % COMMITS_BETWEEN_LOOKS == 0) {
                    tidyUp(WORTH_KEEPING_BUSY, BITE);
                }
            } catch (InterruptedException e) {
                LOG.debug("the commit thread is asked to end", e);
            }
        }
    }

    private @Nullable RuntimeException commit() {
        try {
            changes.lock();
            try {
                store.commit();
            } finally {
                changes.unlock();
            }
            store.sync();
            writable = true;
            return null;
        } catch (RuntimeException e) {
            writable = false;
            LOG.error("the embedded store could not write its file", e);
            return e;
        }
    }

    /// Writes the living rest of old chunks of the file anew, so that their space can be used again.
    private void tidyUp(int worthKeeping, int bite) {
        FileStore<?> file = store.getFileStore();
        if (closed || store.isClosed() || !worthLooking || file.size() < SMALL_FILE) {
            return;
        }
        try {
            changes.lock();
            try {
                worthLooking = store.compact(worthKeeping, bite);
                store.commit();
            } finally {
                changes.unlock();
            }
            store.sync();
        } catch (RuntimeException e) {
            LOG.error("the embedded store's file could not be compacted", e);
        }
    }

    /// Writes what is left and ends the thread.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
