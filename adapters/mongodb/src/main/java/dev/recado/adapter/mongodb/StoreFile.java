package dev.recado.adapter.mongodb;

import dev.recado.domain.port.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;
import org.jspecify.annotations.Nullable;

/// The embedded store's file, held by this process alone. Not thread-safe but for {@link #sync} and {@link #size}:
/// whoever changes, commits or rewrites holds one lock.
final class StoreFile implements AutoCloseable {
    private static final String NAME = "recado.store";
    private static final long WASTE_AT_CLOSE = 4L << 20;
    private static final int TOLERATED = 3;
    /// How keys and documents lie in the file.
    private static final int FORMAT = 2;

    private final Path file;
    private final FileChannel lock;
    private volatile MVStore store;
    private StoredBackend backend;

    private StoreFile(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
        this.store = open(file);
        this.backend = new StoredBackend(store);
    }

    /// Opens the file in a folder, which is made if need be.
    ///
    /// @throws ConfigurationException when the folder cannot be used; the message says why and names it
    static StoreFile in(Path folder) {
        FileChannel lock = null;
        try {
            Files.createDirectories(folder);
            lock = FileChannel.open(folder.resolve("recado.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(lock)) {
                lock.close();
                throw new ConfigurationException("The data folder " + folder
                        + " is in use by another process: stop that one, or set RECADO_DATA_DIR to another folder");
            }
            Files.deleteIfExists(rewritten(folder.resolve(NAME)));
            return new StoreFile(folder.resolve(NAME), lock);
        } catch (IOException | MVStoreException e) {
            closeQuietly(lock);
            throw new ConfigurationException(
                    "The embedded store in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
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

    private static MVStore open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        if (store.getStoreVersion() != FORMAT && !store.getMapNames().isEmpty()) {
            store.closeImmediately();
            throw new MVStoreException(
                    DataUtils.ERROR_UNSUPPORTED_FORMAT,
                    "the file was written by another version of Recado; it was left as it is");
        }
        store.setStoreVersion(FORMAT);
        // every commit is flushed before the next begins, so the space of what it replaced is free at once
        store.setRetentionTime(0);
        return store;
    }

    StoredBackend backend() {
        return backend;
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

    /// Whether the file is larger than a few times what lives in it, and by more than so many bytes.
    boolean isWasteful(long tolerated) {
        FileStore<?> pages = store.getFileStore();
        long living = pages.size() * pages.getFillRate() / 100 * pages.getChunksFillRate() / 100;
        return pages.size() > tolerated + TOLERATED * living;
    }

    /// Copies what lives into a new file, which takes the old one's place when it is safe on the disk.
    void rewrite() {
        store.close();
        try {
            copyInPlace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reopen();
        }
    }

    private void copyInPlace() throws IOException {
        Path copy = rewritten(file);
        MVStoreTool.compact(file.toString(), copy.toString(), false);
        force(copy, StandardOpenOption.WRITE);
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
        store.closeImmediately();
        store = open(file);
        backend = new StoredBackend(store);
    }

    @Override
    public void close() {
        try {
            boolean wasteful = !store.isClosed() && isWasteful(WASTE_AT_CLOSE);
            store.close();
            if (wasteful) {
                copyInPlace();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closeQuietly(lock);
        }
    }
}
