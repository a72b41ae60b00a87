package dev.recado.adapter.mongodb.embedded;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import dev.recado.adapter.mongodb.mvstore.MvStoreBackend;
import dev.recado.adapter.mongodb.mvstore.MvStoreDatabase;
import dev.recado.domain.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded store's file, held by this process only. Not thread-safe except for [#sync] and [#size]: whoever
/// changes, commits or rewrites holds one lock.
final class StoreFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);
    private static final String NAME = "recado.store";
    private static final long TOLERATED_WASTE_AT_CLOSE = 4L << 20;
    private static final int MAX_WASTE_FACTOR = 3;
    /// The format of keys and documents in the file.
    private static final int FORMAT = 2;

    private final Path file;
    private final FileChannel lock;
    private volatile MVStore store;
    private ChecksummedFileStore pages;
    private volatile @Nullable Object key;
    private MvStoreBackend backend;
    private final AtomicInteger openings = new AtomicInteger();

    private StoreFile(Path file, FileChannel lock) throws IOException {
        this.file = file;
        this.lock = lock;
        this.pages = ChecksummedFileStore.open(file);
        this.store = open(pages, true);
        this.key = keyOf(file);
        this.backend = new MvStoreBackend(store);
    }

    /// Opens the file in a folder, and creates the folder if needed.
    ///
    /// @param repair what to do when the file is damaged
    /// @throws ConfigurationException when the folder or the file cannot be used; the message says why
    static StoreFile in(Path folder, StoreRepair repair) {
        FileChannel lock = null;
        try {
            OwnerOnlyFiles.createFolder(folder);
            Path locked = folder.resolve("recado.lock");
            lock = FileChannel.open(
                    locked, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnlyFiles.file(locked));
            if (!isLocked(lock)) {
                throw new ConfigurationException("The data folder " + folder
                        + " is in use by another process: stop that one, or set RECADO_DATA_DIR to another folder");
            }
            OwnerOnlyFiles.tightenAllIn(folder);
            Files.deleteIfExists(rewritten(folder.resolve(NAME)));
            return openOrRepair(folder.resolve(NAME), lock, repair);
        } catch (IOException | MVStoreException | DamagedStoreException e) {
            closeQuietly(lock);
            throw new ConfigurationException(
                    "The embedded store in " + folder + " cannot be opened: " + e.getMessage(), e);
        } catch (ConfigurationException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    private static StoreFile openOrRepair(Path file, FileChannel lock, StoreRepair repair) throws IOException {
        String damage = missing(file);
        if (damage == null) {
            try {
                if (!Files.exists(file)) {
                    OwnerOnlyFiles.create(file);
                }
                return new StoreFile(file, lock);
            } catch (DamagedStoreException e) {
                damage = String.valueOf(e.getMessage());
            }
        }
        repair.apply(file, damage);
        if (!Files.exists(file)) {
            OwnerOnlyFiles.create(file);
        }
        return new StoreFile(file, lock);
    }

    /// What was lost: an empty or missing file is a new store, unless checksums or a copy show that there was
    /// one.
    private static @Nullable String missing(Path file) throws IOException {
        boolean known = Files.exists(ChunkChecksums.pathOf(file)) || Files.exists(StoreRepair.copyOf(file));
        if (!known) {
            return null;
        }
        return !Files.exists(file) ? "it is gone" : Files.size(file) == 0 ? "it is empty" : null;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Verifies a copy of the file.
    ///
    /// @param written the live chunks; empty when only the checksums beside the original are known
    /// @throws DamagedStoreException when the copy differs from what was written
    static void examine(Path copy, Path original, List<ChunkChecksums.Sum> written) throws IOException {
        ChecksummedFileStore pages = ChecksummedFileStore.openReadOnly(copy);
        MVStore store = start(pages);
        try {
            ChunkChecksums known = written.isEmpty()
                    ? ChunkChecksums.read(original, pages.getCreationTime())
                    : ChunkChecksums.of(original, written);
            pages.requireEnd();
            var _ = pages.check(known);
            if (known.isEmpty()) {
                MvStoreDatabase.readAll(store);
            }
        } catch (DamagedStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(e);
        } finally {
            store.closeImmediately();
        }
    }

    /// @param suspect whether the file may be damaged; false when it was written just now
    private static MVStore open(ChecksummedFileStore pages, boolean suspect) throws IOException {
        MVStore store = start(pages);
        try {
            if (store.getStoreVersion() != FORMAT && !store.getMapNames().isEmpty()) {
                throw new MVStoreException(
                        DataUtils.ERROR_UNSUPPORTED_FORMAT,
                        "the file was written by another version of Recado; it was left as it is");
            }
            ChunkChecksums known = pages.known();
            pages.requireLast(known);
            List<ChunkChecksums.Sum> liveBytes = pages.check(known);
            if (suspect && known.isEmpty()) {
                pages.requireEnd();
                MvStoreDatabase.readAll(store);
            }
            pages.keep(known, liveBytes);
        } catch (IOException e) {
            store.closeImmediately();
            throw e;
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e instanceof DamagedStoreException || isOtherFormat(e) ? e : unreadable(e);
        }
        store.setStoreVersion(FORMAT);
        // Every commit is flushed before the next begins, so replaced space can be reused at once.
        store.setRetentionTime(0);
        return store;
    }

    private static MVStore start(ChecksummedFileStore pages) {
        try {
            return new MVStore.Builder()
                    .adoptFileStore(pages)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
        } catch (RuntimeException e) {
            pages.close();
            throw isOtherFormat(e) ? e : unreadable(e);
        }
    }

    private static boolean isOtherFormat(RuntimeException e) {
        return e instanceof MVStoreException failure && failure.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT;
    }

    private static DamagedStoreException unreadable(RuntimeException e) {
        // The library's own message also contains its version and an error code.
        return new DamagedStoreException("it cannot be read", e);
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
        Path copy = rewritten(file);
        OwnerOnlyFiles.create(copy);
        try {
            MVStoreTool.compact(file.toString(), copy.toString(), false);
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

    private static Path rewritten(Path file) {
        return file.resolveSibling(NAME + ".rewritten");
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
            store = open(pages, suspect);
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
                open(ChecksummedFileStore.open(file), false).close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closeQuietly(lock);
        }
    }
}
