package dev.recado.adapter.mongodb.embedded;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import dev.recado.adapter.mongodb.mvstore.MvStoreBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded store's file, held by this process only. Not thread-safe except for [#sync] and [#size]: whoever
/// changes, commits or rewrites holds one lock.
final class StoreFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);
    private static final long TOLERATED_WASTE_AT_CLOSE = 4L << 20;
    private static final int MAX_WASTE_FACTOR = 3;

    private final Path file;
    private final FileChannel lock;
    private volatile MVStore store;
    private ChecksummedFileStore pages;
    private volatile @Nullable Object key;
    private MvStoreBackend backend;
    private final AtomicInteger openings = new AtomicInteger();

    /// @param lock closed with the file
    /// @throws DamagedStoreException when the file differs from what was written
    StoreFile(Path file, FileChannel lock) throws IOException {
        this.file = file;
        this.lock = lock;
        this.pages = ChecksummedFileStore.open(file);
        this.store = CheckedMvStore.open(pages, true);
        this.key = keyOf(file);
        this.backend = new MvStoreBackend(store);
    }

    MvStoreBackend backend() {
        return backend;
    }

    Path path() {
        return file;
    }

    /// Writes all changes as one commit.
    void commit() {
        store.commit();
    }

    /// Returns when everything committed is durable.
    ///
    /// @throws IllegalStateException when the file was removed or replaced: what is written then is lost at the end
    void sync() {
        store.sync();
        requireFile();
    }

    private void requireFile() {
        if (!Objects.equals(key, keyOf(file))) {
            String change = Files.exists(file) ? "replaced" : "removed";
            throw new IllegalStateException("the file was " + change + " while it was open");
        }
    }

    /// What tells the file from another one of its name; null when there is none, or the file system has no such key.
    private static @Nullable Object keyOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return e; // equal to no other key
        }
    }

    /// In bytes; 0 when the file was removed.
    long size() {
        return file.toFile().length();
    }

    /// The number of the last commit.
    long version() {
        return store.getCurrentVersion();
    }

    /// The file at one commit.
    ///
    /// @param end where it ended
    /// @param head its header, the only part that is written in place
    /// @param written its live chunks
    record Frozen(ChecksummedFileStore pages, long end, ByteBuffer head, List<ChunkChecksums.Sum> written) {

        /// @throws DamagedStoreException when a live chunk differs from what was written
        void compare() {
            pages.compare(written);
        }
    }

    /// Until [#unfreeze], writes go behind the present end of the file, or to its header.
    Frozen freeze() throws IOException {
        Frozen frozen = new Frozen(pages, pages.size(), pages.head(), pages.written());
        store.setReuseSpace(false);
        return frozen;
    }

    void unfreeze() {
        store.setReuseSpace(true);
    }

    boolean isClosed() {
        return store.isClosed();
    }

    boolean isFrozen() {
        return !store.isSpaceReused();
    }

    /// Whether the file is several times larger than its live content, and by more than the tolerated bytes.
    boolean isWasteful(long toleratedBytes) {
        FileStore<?> pages = store.getFileStore();
        long liveBytes = pages.size() * pages.getFillRate() / 100 * pages.getChunksFillRate() / 100;
        return pages.size() > toleratedBytes + MAX_WASTE_FACTOR * liveBytes;
    }

    /// Keeps the files beside this one small.
    void clean() {
        pages.cleanChecksums();
    }

    /// Copies the live content to a new file, which replaces the old one when it is durable. The new file gets
    /// its own checksums, so damaged content must not get into it.
    ///
    /// @throws DamagedStoreException when the file differs from what was written; it stays open unchanged
    void rewrite() {
        pages.compare(pages.written());
        store.close();
        try {
            copyInPlace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reopen(false);
        }
    }

    private void copyInPlace() throws IOException {
        Path copy = StoreFolder.rewritten(file);
        OwnerOnlyFiles.create(copy);
        try {
            MVStoreTool.compact(file.toString(), copy.toString(), false);
            // The tool makes the file anew.
            OwnerOnlyFiles.tighten(copy);
            force(copy, StandardOpenOption.WRITE);
            StoreRepair.move(copy, file);
        } finally {
            Files.deleteIfExists(copy);
        }
        Path folder = file.getParent();
        if (folder != null) {
            force(folder, StandardOpenOption.READ);
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /// Reopens the file at its last commit, after a failed write.
    void reopen() {
        // a new file would hide that the old one is gone
        requireFile();
        reopen(true);
    }

    /// How often the file was reopened.
    int openings() {
        return openings.get();
    }

    private void reopen(boolean suspect) {
        openings.incrementAndGet();
        store.closeImmediately();
        try {
            pages = ChecksummedFileStore.open(file);
            store = CheckedMvStore.open(pages, suspect);
            key = keyOf(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        backend = new MvStoreBackend(store);
    }

    private boolean isIntact() {
        try {
            pages.compare(pages.written());
            return true;
        } catch (DamagedStoreException e) {
            LOG.error("[STORE] DAMAGED: {}; the file {} is left as it is", e.getMessage(), file);
            return false;
        }
    }

    @Override
    public void close() {
        try {
            boolean rewrites = !store.isClosed() && isWasteful(TOLERATED_WASTE_AT_CLOSE) && isIntact();
            store.close();
            if (rewrites) {
                copyInPlace();
                CheckedMvStore.open(ChecksummedFileStore.open(file), false).close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            StoreFolder.close(lock);
        }
    }
}
