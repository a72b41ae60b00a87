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

/// Keeps a good copy of the embedded store's file beside it: made every few minutes in which something changed, while
/// the store goes on, and when it closes. A copy is compared with the checksums before it takes the former one's
/// place; so a damage that comes while the store runs is found, and never spoils the copy. Where there is no room for a
/// copy, the file itself is compared.
final class StoreBackup {
    private static final Logger LOG = LoggerFactory.getLogger(StoreBackup.class);
    private static final long LEAST_NANOS = TimeUnit.MINUTES.toNanos(5);
    /// Copying takes at most this part of the time.
    private static final long SHARE = 100;
    private static final long SPARED = 256L << 20;

    private final StoreFile file;
    private final Lock changes;
    private final LongSupplier nanos;
    private final LongSupplier spared;
    private @Nullable Thread running;
    private long due;
    private volatile long copied = -1;
    private volatile @Nullable DamagedStoreException damage;

    /// @param changes held by whoever changes the file
    StoreBackup(StoreFile file, Lock changes) {
        this(file, changes, System::nanoTime, () -> SPARED);
    }

    /// @param nanos the clock
    /// @param spared what others on the same disk are left at least, in bytes
    StoreBackup(StoreFile file, Lock changes, LongSupplier nanos, LongSupplier spared) {
        this.file = file;
        this.changes = changes;
        this.nanos = nanos;
        this.spared = spared;
        this.due = nanos.getAsLong();
    }

    /// What is wrong with the file, as far as is known.
    @Nullable
    String damage() {
        DamagedStoreException known = damage;
        return known == null ? null : known.getMessage();
    }

    /// Notes a damage, which stays known until the place it was found at agrees with its checksum again.
    void found(DamagedStoreException found) {
        damage = found;
        LOG.error("[STORE] DAMAGED while it runs: {}; the copy from before is kept", found.getMessage());
    }

    /// Begins a comparison, and a copy where all is well, if it is time for one. To be called by the thread that
    /// commits, between commits.
    void look() {
        boolean changed = copied != file.version() || damage != null;
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
            found(new DamagedStoreException("it cannot be read at its beginning", e));
            due = nanos.getAsLong() + LEAST_NANOS;
            return;
        } finally {
            changes.unlock();
        }
        running = Thread.ofPlatform().name("recado-store-copy").daemon().start(() -> look(version, opening, frozen));
    }

    private void look(long version, int opening, StoreFile.Frozen frozen) {
        long start = nanos.getAsLong();
        try {
            DamagedStoreException known = damage;
            if ((known == null || known.place() == null) && isCopied(frozen)) {
                copied = version;
                damage = null;
            } else {
                frozen.compare();
                // where the damaged place lives no more, its content may have been carried on to another
                if (known != null && known.place() != null && frozen.written().contains(known.place())) {
                    damage = null;
                }
            }
        } catch (DamagedStoreException e) {
            if (opening != file.openings()) {
                LOG.debug("the file was opened anew while it was read", e);
                return;
            }
            found(e);
        } finally {
            changes.lock();
            try {
                file.unfreeze();
            } finally {
                changes.unlock();
            }
            long now = nanos.getAsLong();
            due = now + Math.max(LEAST_NANOS, SHARE * (now - start));
        }
    }

    /// Whether there is a new copy now.
    private boolean isCopied(StoreFile.Frozen frozen) {
        try {
            return isCopied(frozen.end(), frozen.head(), frozen.written());
        } catch (NoSuchFileException e) {
            LOG.warn("[STORE] no copy could be made of {}: {} is gone from the disk", file.path(), e.getMessage());
        } catch (IOException | MVStoreException e) {
            LOG.warn("[STORE] no copy could be made of {}", file.path(), e);
        }
        return false;
    }

    private boolean isCopied(long end, @Nullable ByteBuffer head, List<ChunkChecksums.Sum> written) throws IOException {
        if (Files.getFileStore(file.path()).getUsableSpace() < 2 * end + spared.getAsLong()) {
            LOG.warn("[STORE] no copy is made of {}: the disk is nearly full", file.path());
            return false;
        }
        Path fresh = file.path().resolveSibling(file.path().getFileName() + ".copying");
        OwnerOnlyFiles.create(fresh);
        try {
            StoreRepair.copy(file.path(), fresh, end, head);
            StoreFile.examine(fresh, file.path(), written);
            StoreRepair.move(fresh, StoreRepair.copyOf(file.path()));
            return true;
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
                boolean _ = isCopied(Files.size(file.path()), null, List.of());
            }
        } catch (DamagedStoreException e) {
            found(e);
        } catch (IOException | MVStoreException e) {
            LOG.warn("[STORE] no copy could be made of {}", file.path(), e);
        }
    }
}
