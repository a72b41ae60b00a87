package dev.recado.adapter.mongodb.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes changes of the file durable, many at once: whatever came in while the last commit was on its way to
/// the disk goes with the next. A change is durable when the operating system says that the disk has it
/// (`fsync`).
///
/// One thread writes and flushes. Changes and commits exclude each other, so that no half-made change is ever
/// written; flushing excludes nobody. The same thread keeps the file small, and opens it anew after a failed
/// write.
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long IDLE_MILLIS = 250;
    private static final int COMMITS_BETWEEN_LOOKS = 64;
    private static final long WASTE_WHEN_BUSY = 64L << 20;
    private static final long WASTE_WHEN_IDLE = 16L << 20;

    private final StoreFile file;
    private final Lock changes;
    private final StoreBackup copies;
    private final LinkedBlockingQueue<Waiter> waiters = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean writable = true;
    private long nextTry;
    private boolean changedSinceLook = true;

    /// Told when a change is durable, or why it is not. Quick, never throws.
    @FunctionalInterface
    interface Waiter {
        void done(@Nullable RuntimeException failure);
    }

    /// @param changes held by whoever changes the file
    GroupCommit(StoreFile file, Lock changes, StoreBackup copies) {
        this.file = file;
        this.changes = changes;
        this.copies = copies;
        this.thread = Thread.ofPlatform().name("recado-store-commit").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Whether the last commit went well, or the last attempt to write at all since one did not.
    boolean isWritable() {
        return writable;
    }

    /// Asks to be told when everything changed so far is durable. Whoever changes asks before the lock is given
    /// up, so that a change that is dropped is never taken for one that was written.
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
                    lookAfterFile(WASTE_WHEN_IDLE);
                    continue;
                }
                batch.add(first);
                waiters.drainTo(batch);
                RuntimeException failure = commit();
                batch.forEach(waiter -> waiter.done(failure));
                batch.clear();
                changedSinceLook = true;
                commits++;
                if (failure != null || commits % COMMITS_BETWEEN_LOOKS == 0) {
                    lookAfterFile(WASTE_WHEN_BUSY);
                }
            } catch (InterruptedException e) {
                LOG.debug("the commit thread is asked to end", e);
            }
        }
    }

    /// While the disk refuses nothing is written but an attempt every now and then: see {@link #tryAgain}.
    private @Nullable RuntimeException commit() {
        if (!writable) {
            return refused();
        }
        try {
            changes.lock();
            try {
                file.commit();
            } finally {
                changes.unlock();
            }
            file.sync();
            return null;
        } catch (RuntimeException e) {
            writable = false;
            nextTry = System.nanoTime();
            LOG.error("the embedded store could not write its file", e);
            return e;
        }
    }

    private void lookAfterFile(long tolerated) {
        if (closed) {
            return;
        }
        if (!writable) {
            tryAgain();
        } else if (changedSinceLook) {
            tidy(tolerated);
        }
        if (writable) {
            copies.look();
        }
    }

    private void tidy(long tolerated) {
        changes.lock();
        try {
            if (copies.damage() == null && !file.isFrozen() && file.isWasteful(tolerated)) {
                // what waits is committed with it, and told so with the next commit
                file.rewrite();
            } else {
                file.clean();
            }
            changedSinceLook = false;
        } catch (DamagedStoreException e) {
            copies.found(e);
            // a file that was not opened again is tried again by tryAgain
            writable = !file.isClosed();
        } catch (RuntimeException e) {
            writable = false;
            LOG.error("the embedded store's file could not be rewritten", e);
        } finally {
            changes.unlock();
        }
    }

    /// Opens the file as it was last committed, and writes to it: only what was written tells that the disk takes
    /// more. What was changed since is dropped, and its callers were told so.
    private void tryAgain() {
        if (System.nanoTime() - nextTry < 0) {
            return;
        }
        nextTry = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
        changes.lock();
        try {
            List<Waiter> dropped = new ArrayList<>();
            waiters.drainTo(dropped);
            dropped.forEach(waiter -> waiter.done(refused()));
            file.reopen();
            file.commit();
            file.sync();
            writable = true;
        } catch (DamagedStoreException e) {
            copies.found(e);
        } catch (RuntimeException e) {
            LOG.error("the embedded store could not write its file", e);
        } finally {
            changes.unlock();
        }
    }

    private static RuntimeException refused() {
        return new IllegalStateException("the embedded store's disk refuses");
    }

    /// Writes what is left and ends the thread.
    @Override
    public void close() {
        closed = true;
        // not by an interrupt: that would close the file under the thread
        waiters.add(failure -> {});
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
