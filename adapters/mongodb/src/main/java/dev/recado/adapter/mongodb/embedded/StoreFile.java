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
import java.util.List;
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

/// The embedded store's file, held by this process alone. Not thread-safe but for {@link #sync} and {@link #size}:
/// whoever changes, commits or rewrites holds one lock.
final class StoreFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);
    private static final String NAME = "recado.store";
    private static final long WASTE_AT_CLOSE = 4L << 20;
    private static final int TOLERATED = 3;
    /// How keys and documents lie in the file.
    private static final int FORMAT = 2;

    private final Path file;
    private final FileChannel lock;
    private volatile MVStore store;
    private ChecksummedFileStore pages;
    private MvStoreBackend backend;
    private final AtomicInteger openings = new AtomicInteger();

    private StoreFile(Path file, FileChannel lock) throws IOException {
        this.file = file;
        this.lock = lock;
        this.pages = ChecksummedFileStore.open(file);
        this.store = open(pages, true);
        this.backend = new MvStoreBackend(store);
    }

    /// Opens the file in a folder, which is made if need be.
    ///
    /// @param repair what to do when the file is damaged
    /// @throws ConfigurationException when the folder or the file cannot be used; the message says why
    static StoreFile in(Path folder, StoreRepair repair) {
        FileChannel lock = null;
        try {
            OwnerOnlyFiles.make(folder);
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
        String damage = lost(file);
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

    /// A file without a byte in it is one that was never written, unless something else tells of a store.
    private static @Nullable String lost(Path file) throws IOException {
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
        } catch (OverlappingFileLockException e) {
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

    /// Reads a copy of the file.
    ///
    /// @param written what lives in it; empty where only the checksums beside the original tell
    /// @throws DamagedStoreException when it is not what was written
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

    /// @param suspect whether the file may be damaged; not so when it was written just now
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
            List<ChunkChecksums.Sum> living = pages.check(known);
            if (suspect && known.isEmpty()) {
                pages.requireEnd();
                MvStoreDatabase.readAll(store);
            }
            pages.keep(known, living);
        } catch (IOException e) {
            store.closeImmediately();
            throw e;
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e instanceof DamagedStoreException || isOtherFormat(e) ? e : unreadable(e);
        }
        store.setStoreVersion(FORMAT);
        // every commit is flushed before the next begins, so the space of what it replaced is free at once
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
        // the library's own words name its version and error code as well
        return new DamagedStoreException("it cannot be read", e);
    }

    MvStoreBackend backend() {
        return backend;
    }

    Path path() {
        return file;
    }

    /// Writes all changes, as one.
    void commit() {
        store.commit();
    }

    /// Returns when the disk has what was committed.
    void sync() {
        store.sync();
    }

    long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The number of the last commit.
    long version() {
        return store.getCurrentVersion();
    }

    /// The file as it was at one commit.
    ///
    /// @param end where it ended
    /// @param head what lay at its beginning, the one part that is written in place
    /// @param written what lived in it
    record Frozen(ChecksummedFileStore pages, long end, ByteBuffer head, List<ChunkChecksums.Sum> written) {

        /// @throws DamagedStoreException when what lived is not what was written
        void compare() {
            pages.compare(written);
        }
    }

    /// Until {@link #unfreeze}, what is written lies behind the present end of the file, or in its head.
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

    /// Whether the file is larger than a few times what lives in it, and by more than so many bytes.
    boolean isWasteful(long tolerated) {
        FileStore<?> pages = store.getFileStore();
        long living = pages.size() * pages.getFillRate() / 100 * pages.getChunksFillRate() / 100;
        return pages.size() > tolerated + TOLERATED * living;
    }

    /// Does what keeps the files beside this one small.
    void clean() {
        pages.cleanChecksums();
    }

    /// Copies what lives into a new file, which takes the old one's place when it is safe on the disk. The new one has
    /// checksums of its own, so what is damaged must not come into it.
    ///
    /// @throws DamagedStoreException when the file is not what was written; it stays open as it is
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

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static Path rewritten(Path file) {
        return file.resolveSibling(NAME + ".rewritten");
    }

    /// Opens the file anew as it was last committed, as after a failed write.
    void reopen() {
        reopen(true);
    }

    /// How often the file was opened anew.
    int openings() {
        return openings.get();
    }

    private void reopen(boolean suspect) {
        openings.incrementAndGet();
        store.closeImmediately();
        try {
            pages = ChecksummedFileStore.open(file);
            store = open(pages, suspect);
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
            boolean rewrites = !store.isClosed() && isWasteful(WASTE_AT_CLOSE) && isIntact();
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
