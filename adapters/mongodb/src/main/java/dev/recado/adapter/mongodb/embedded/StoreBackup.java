package dev.recado.adapter.mongodb.embedded;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a verified copy of the embedded store's file beside it. A copy is made every few minutes if something
/// changed, while the store is in use, and when it closes. The copy is compared with the checksums before it
/// replaces the previous one, so damage at runtime is found and never reaches the copy. Without space for a copy,
/// the file itself is compared.
final class StoreBackup {
    private static final Logger LOG = LoggerFactory.getLogger(StoreBackup.class);
    private static final long MIN_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(5);
    /// Copying takes at most one part in this many of the time.
    private static final long INTERVAL_FACTOR = 100;
    private static final long SPARED_BYTES = 256L << 20;

    private final StoreFile file;
    private final Lock changes;
    private final LongSupplier nanos;
    private final LongSupplier spared;
    private @Nullable Thread running;
    private long due;
    private volatile long copiedVersion = -1;
    private volatile @Nullable DamagedStoreException damage;

    /// @param changes the lock of whoever changes the file
    StoreBackup(StoreFile file, Lock changes) {
        this(file, changes, System::nanoTime, () -> SPARED_BYTES);
    }

    /// @param nanos the clock
    /// @param spared how many bytes to leave free on the disk for others
    StoreBackup(StoreFile file, Lock changes, LongSupplier nanos, LongSupplier spared) {
        this.file = file;
        this.changes = changes;
        this.nanos = nanos;
        this.spared = spared;
        this.due = nanos.getAsLong();
    }

    /// What is wrong with the file; null when nothing is known.
    @Nullable
    String damage() {
        DamagedStoreException known = damage;
        return known == null ? null : known.getMessage();
    }

    /// Records damage. It stays recorded until the damaged place matches its checksum again.
    void recordDamage(DamagedStoreException found) {
        damage = found;
        LOG.error("[STORE] DAMAGED while it runs: {}; the copy from before is kept", found.getMessage());
    }

    /// Makes a new copy due at once. Called by the commit thread.
    void renew() {
        copiedVersion = -1;
        due = nanos.getAsLong();
    }

    /// Starts a comparison, and a copy if the file is undamaged, when one is due. Called by the commit thread
    /// between commits.
    void checkAndCopy() {
        boolean changed = copiedVersion != file.version() || damage != null;
        if ((running != null && running.isAlive()) || nanos.getAsLong() - due < 0 || !changed) {
            return;
        }
        long version = file.version();
        int opening = file.openings();
        StoreFile.Frozen frozen;
        changes.lock();
        try {
            frozen = file.freeze();
        } catch (IOException e) {
            recordDamage(new DamagedStoreException("it cannot be read at its beginning", e));
            due = nanos.getAsLong() + MIN_INTERVAL_NANOS;
            return;
        } finally {
            changes.unlock();
        }
        running = Thread.ofPlatform()
                .name("recado-store-copy")
                .daemon()
                .start(() -> checkAndCopy(version, opening, frozen));
    }

    private void checkAndCopy(long version, int opening, StoreFile.Frozen frozen) {
        long start = nanos.getAsLong();
        try {
            DamagedStoreException known = damage;
            if ((known == null || known.place() == null) && copy(frozen)) {
                copiedVersion = version;
                damage = null;
            } else {
                frozen.compare();
                // When the damaged place is not live any more, its content may have been moved.
                if (known != null && known.place() != null && frozen.written().contains(known.place())) {
                    damage = null;
                }
            }
        } catch (DamagedStoreException e) {
            if (opening != file.openings()) {
                LOG.debug("the file was opened anew while it was read", e);
                return;
            }
            recordDamage(e);
        } finally {
            changes.lock();
            try {
                file.unfreeze();
            } finally {
                changes.unlock();
            }
            long now = nanos.getAsLong();
            due = now + Math.max(MIN_INTERVAL_NANOS, INTERVAL_FACTOR * (now - start));
        }
    }

    /// Whether a new copy was made.
    private boolean copy(StoreFile.Frozen frozen) {
        try {
            return copy(frozen.end(), frozen.head(), frozen.written());
        } catch (NoSuchFileException e) {
            LOG.warn("[STORE] no copy could be made of {}: {} is gone from the disk", file.path(), e.getMessage());
        } catch (IOException | MVStoreException e) {
            LOG.warn("[STORE] no copy could be made of {}", file.path(), e);
        }
        return false;
    }

    private boolean copy(long end, @Nullable ByteBuffer head, List<ChunkChecksums.Sum> written) throws IOException {
        if (Files.getFileStore(file.path()).getUsableSpace() < 2 * end + spared.getAsLong()) {
            LOG.warn("[STORE] no copy is made of {}: the disk is nearly full", file.path());
            return false;
        }
        Path fresh = file.path().resolveSibling(file.path().getFileName() + ".copying");
        OwnerOnlyFiles.create(fresh);
        try {
            StoreRepair.copy(file.path(), fresh, end, head);
            CheckedMvStore.examine(fresh, file.path(), written);
            StoreRepair.move(fresh, StoreRepair.copyOf(file.path()));
            return true;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Waits for a running copy.
    void await() {
        Thread copying = running;
        try {
            if (copying != null) {
                copying.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Copies the file after it was closed.
    void copyClosedFile() {
        try {
            if (damage == null && copiedVersion != file.version() && Files.exists(file.path())) {
                boolean _ = copy(Files.size(file.path()), null, List.of());
            }
        } catch (DamagedStoreException e) {
            recordDamage(e);
        } catch (IOException | MVStoreException e) {
            LOG.warn("[STORE] no copy could be made of {}", file.path(), e);
        }
    }
}
