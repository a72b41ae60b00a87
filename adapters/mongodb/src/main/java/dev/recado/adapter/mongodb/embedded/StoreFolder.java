package dev.recado.adapter.mongodb.embedded;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import dev.recado.domain.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// The folder of the embedded store: one process at a time may use it. A damaged file is repaired or refused, as the
/// operator chose.
final class StoreFolder {
    private static final String NAME = "recado.store";

    private StoreFolder() {}

    /// Opens the file in a folder, and creates the folder if needed.
    ///
    /// @param repair what to do when the file is damaged
    /// @throws ConfigurationException when the folder or the file cannot be used; the message says why
    static StoreFile open(Path folder, StoreRepair repair) {
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
            close(lock);
            throw new ConfigurationException(
                    "The embedded store in " + folder + " cannot be opened: " + e.getMessage(), e);
        } catch (ConfigurationException e) {
            close(lock);
            throw e;
        }
    }

    /// The file of the store that is being written anew.
    static Path rewritten(Path file) {
        return file.resolveSibling(NAME + ".rewritten");
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

    static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
