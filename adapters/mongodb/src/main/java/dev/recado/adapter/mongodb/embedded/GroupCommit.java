package dev.recado.adapter.mongodb.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits changes of the file, many at once: whatever came in during a commit goes with the next one. A change
/// is durable when the operating system confirms it (`fsync`).
///
/// One thread writes and flushes. Changes and commits exclude each other, so that no partial change is written;
/// flushing excludes nothing. The same thread compacts the file, and reopens it after a failed write.
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long IDLE_MILLIS = 250;
    private static final int COMMITS_BETWEEN_CHECKS = 64;
    private static final long BETWEEN_SCRUBS = TimeUnit.MINUTES.toNanos(5);
    private static final long WASTE_WHEN_BUSY = 64L << 20;
    private static final long WASTE_WHEN_IDLE = 16L << 20;

    private final StoreFile file;
    private final Lock changes;
    private final StoreBackup backup;
    private final LinkedBlockingQueue<Waiter> waiters = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    /// Why the last write failed; null while the file is writable.
    private volatile @Nullable String writeFailure;
    private long nextTry;
    private boolean changedSinceCheck = true;
    private volatile boolean scrubs;
    private long nextScrub = System.nanoTime();

    /// Notified when a change is durable, or why it is not. Must be quick and not throw.
    @FunctionalInterface
    interface Waiter {
        void done(@Nullable RuntimeException failure);
    }

    /// @param changes the lock of whoever changes the file
    GroupCommit(StoreFile file, Lock changes, StoreBackup backup) {
        this.file = file;
        this.changes = changes;
        this.backup = backup;
        this.thread = Thread.ofPlatform().name("recado-store-commit").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Why nothing could be written lately, in words; null when the last commit, or the last attempt to write again,
    /// succeeded.
    @Nullable
    String writeFailure() {
        return writeFailure;
    }

    /// Notifies the waiter when everything changed so far is durable. Must be called before the changing thread
    /// releases the lock, so that a dropped change is never taken for a written one.
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
                    maintainFile(WASTE_WHEN_IDLE);
                    continue;
                }
                batch.add(first);
                waiters.drainTo(batch);
                RuntimeException failure = commit();
                batch.forEach(waiter -> waiter.done(failure));
                batch.clear();
                changedSinceCheck = true;
                commits++;
                if (failure != null || commits % COMMITS_BETWEEN_CHECKS == 0) {
                    maintainFile(WASTE_WHEN_BUSY);
                }
            } catch (InterruptedException e) {
                LOG.debug("the commit thread is asked to end", e);
            }
        }
    }

    /// After a failed write nothing is committed until [#tryAgain] succeeds.
    private @Nullable RuntimeException commit() {
        if (writeFailure != null) {
            return writeRefused();
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
            nextTry = System.nanoTime();
            failed(e);
            return e;
        }
    }

    private void maintainFile(long toleratedWaste) {
        if (closed) {
            return;
        }
        if (writeFailure != null) {
            tryAgain();
        } else if (changedSinceCheck || isScrubDue()) {
            compact(toleratedWaste);
        }
        if (writeFailure == null) {
            backup.checkAndCopy();
        }
    }

    /// Wishes that the file is rewritten, so that nothing of deleted documents is left in it.
    void scrub() {
        scrubs = true;
    }

    private boolean isScrubDue() {
        return scrubs && System.nanoTime() - nextScrub >= 0;
    }

    private void compact(long toleratedWaste) {
        changes.lock();
        try {
            boolean scrub = scrubs;
            if (backup.damage() == null && !file.isFrozen() && (isScrubDue() || file.isWasteful(toleratedWaste))) {
                scrubs = false;
                nextScrub = System.nanoTime() + BETWEEN_SCRUBS;
                // Waiting changes are committed with it, and their callers are notified with the next commit.
                file.rewrite();
                if (scrub) {
                    backup.renew();
                }
            } else {
                file.clean();
            }
            changedSinceCheck = false;
        } catch (DamagedStoreException e) {
            backup.recordDamage(e);
            // A file that could not be reopened is retried by tryAgain.
            writeFailure = file.isClosed() ? e.getMessage() : null;
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            changes.unlock();
        }
    }

    /// Reopens the file at its last commit and writes to it: only a successful write shows that the disk accepts
    /// writes again. Later changes are dropped, and their callers have been told.
    private void tryAgain() {
        if (System.nanoTime() - nextTry < 0) {
            return;
        }
        nextTry = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
        changes.lock();
        try {
            List<Waiter> dropped = new ArrayList<>();
            waiters.drainTo(dropped);
            dropped.forEach(waiter -> waiter.done(writeRefused()));
            file.reopen();
            file.commit();
            file.sync();
            writeFailure = null;
        } catch (DamagedStoreException e) {
            backup.recordDamage(e);
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            changes.unlock();
        }
    }

    private void failed(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        writeFailure = reason;
        LOG.error("[STORE] WRITE FAILED file={} reason={}", file.path(), reason);
        LOG.debug("the write failed here", e);
    }

    private static RuntimeException writeRefused() {
        return new IllegalStateException("the embedded store's disk refuses");
    }

    /// Writes what is left and ends the thread.
    @Override
    public void close() {
        closed = true;
        // Not by an interrupt, which would close the file under the thread.
        waiters.add(failure -> {});
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
