package dev.recado.adapter.mongodb.spool;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The place of one process for its spool, locked while the process lives, even if it is killed. Processes that
/// share a data folder have one place each.
final class SpoolFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final int MAX_PLACES = 64;
    private static final int TEST_BYTES = 16 << 10;

    private final Path path;
    private final FileChannel lock;

    private SpoolFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Takes the first place that no other process holds.
    static SpoolFolder take(Path root) throws IOException {
        for (int i = 0; i < MAX_PLACES; i++) {
            Optional<SpoolFolder> folder = tryTake(root.resolve(Integer.toString(i)));
            if (folder.isPresent()) {
                return folder.get();
            }
        }
        throw new IOException(MAX_PLACES + " other processes hold " + root);
    }

    /// Takes the places of ended processes that still hold entries.
    static List<SpoolFolder> left(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            List<SpoolFolder> left = new ArrayList<>();
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                Optional<SpoolFolder> taken = tryTake(folder);
                if (taken.isPresent() && !taken.get().segments().isEmpty()) {
                    left.add(taken.get());
                } else if (taken.isPresent()) {
                    taken.get().close();
                }
            }
            return left;
        }
    }

    private static Optional<SpoolFolder> tryTake(Path path) throws IOException {
        OwnerOnlyFiles.createFolder(path);
        Path locked = path.resolve("lock");
        FileChannel file = FileChannel.open(
                locked, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnlyFiles.file(locked));
        try {
            if (file.tryLock() != null) {
                OwnerOnlyFiles.tightenAllIn(path);
                return Optional.of(new SpoolFolder(path, file));
            }
        } catch (OverlappingFileLockException _) {
            // Held by another spool of this process.
        }
        file.close();
        return Optional.empty();
    }

    Path path() {
        return path;
    }

    /// Whether the disk accepts a small file now.
    boolean acceptsWrites() {
        Path testFile = path.resolve("trial");
        try {
            Files.deleteIfExists(testFile);
            Files.createFile(testFile, OwnerOnlyFiles.file(testFile));
            try (FileChannel file = FileChannel.open(testFile, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.allocate(TEST_BYTES));
                file.force(true);
            } finally {
                Files.deleteIfExists(testFile);
            }
            return true;
        } catch (IOException e) {
            LOG.debug("the spool's disk still refuses", e);
            return false;
        }
    }

    /// The segment files, oldest first.
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(SpoolSegment::isSegment).sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
