package dev.recado.adapter.mongodb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a good copy of the embedded store's file beside it: made every few minutes in which something changed, while
/// the store goes on, and when it closes. A copy is compared with the checksums before it takes the former one's
/// place; so a damage that comes while the store runs is found, and never spoils the copy.
final class StoreCopies {
    private static final Logger LOG = LoggerFactory.getLogger(StoreCopies.class);
    private static final long LEAST_NANOS = TimeUnit.MINUTES.toNanos(5);
    /// Copying takes at most this part of the time.
    private static final long SHARE = 100;
    /// What others on the same disk are left at least, in bytes.
    private static final long SPARED = 256L << 20;

    private final StoreFile file;
    private final Lock changes;
    private @Nullable Thread running;
    private long due = System.nanoTime();
    private volatile long copied = -1;
    private volatile @Nullable String damage;

    /// @param changes held by whoever changes the file
    StoreCopies(StoreFile file, Lock changes) {
        this.file = file;
        this.changes = changes;
    }

    /// What is wrong with the file, as far as the last copy showed.
    @Nullable
    String damage() {
        return damage;
    }

    /// Begins a copy if it is time for one. To be called by the thread that commits, between commits.
    void look() {
        if ((running != null && running.isAlive()) || System.nanoTime() - due < 0 || copied == file.version()) {
            return;
        }
        long version = file.version();
        int opening = file.openings();
        long end;
        changes.lock();
        try {
            end = file.freeze();
        } finally {
            changes.unlock();
        }
        running = Thread.ofPlatform().name("recado-store-copy").daemon().start(() -> copy(version, opening, end));
    }

    private void copy(long version, int opening, long end) {
        long start = System.nanoTime();
        try {
            copy(end);
            copied = version;
            damage = null;
        } catch (DamagedStoreException e) {
            if (opening != file.openings()) {
                LOG.debug("the file was opened anew while it was copied", e);
                return;
            }
            damage = e.getMessage();
            LOG.error("[STORE] DAMAGED while it runs: {}; the copy from before is kept", e.getMessage());
        } catch (NoSuchFileException e) {
            LOG.warn("[STORE] no copy could be made of {}: {} is gone from the disk", file.path(), e.getMessage());
        } catch (IOException | MVStoreException e) {
            LOG.warn("[STORE] no copy could be made of {}", file.path(), e);
        } finally {
            changes.lock();
            try {
                file.unfreeze();
            } finally {
                changes.unlock();
            }
            long now = System.nanoTime();
            due = now + Math.max(LEAST_NANOS, SHARE * (now - start));
        }
    }

    private void copy(long end) throws IOException {
        if (Files.getFileStore(file.path()).getUsableSpace() < 2 * end + SPARED) {
            LOG.warn("[STORE] no copy is made of {}: the disk is nearly full", file.path());
            return;
        }
        Path fresh = file.path().resolveSibling(file.path().getFileName() + ".copying");
        OwnerOnly.create(fresh);
        try {
            StoreRepair.copy(file.path(), fresh, end);
            StoreFile.examine(fresh, file.path());
            StoreRepair.move(fresh, StoreRepair.copyOf(file.path()));
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Waits for a copy that is being made.
    void await() {
        Thread copying = running;
        try {
            if (copying != null) {
                copying.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Copies the file after it was closed.
    void last() {
        try {
            if (damage == null && copied != file.version() && Files.exists(file.path())) {
                copy(Files.size(file.path()));
            }
        } catch (IOException | MVStoreException | DamagedStoreException e) {
            LOG.warn("[STORE] no copy could be made of {}", file.path(), e);
        }
    }
}
