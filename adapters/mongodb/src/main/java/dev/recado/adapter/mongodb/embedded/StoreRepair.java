package dev.recado.adapter.mongodb.embedded;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import dev.recado.domain.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What to do at start about a damaged file of the embedded store. The operator decides, because both ways lose
/// messages.
public enum StoreRepair {
    /// Recado refuses to start.
    REFUSE,
    /// Starts with the last verified copy.
    COPY,
    /// Starts without data.
    EMPTY;

    private static final Logger LOG = LoggerFactory.getLogger(StoreRepair.class);
    private static final String ASIDE = ".damaged-";

    static Path copyOf(Path store) {
        return store.resolveSibling(store.getFileName() + ".copy");
    }

    /// Damaged files that were set aside and not removed yet.
    static List<String> damagedFiles(Path store) {
        try (Stream<Path> files = Files.list(store.toAbsolutePath().getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(store.getFileName() + ASIDE))
                    .sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /// Sets the damaged file aside and replaces it with a copy or nothing.
    ///
    /// @param reason what is wrong with the file
    /// @throws ConfigurationException when the operator has not chosen a repair, or it is not possible
    void apply(Path store, String reason) throws IOException {
        Path copy = copyOf(store);
        switch (this) {
            case REFUSE ->
                throw new ConfigurationException("The embedded store " + store + " is damaged: " + reason
                        + ". Nothing was changed. "
                        + (Files.exists(copy)
                                ? "RECADO_STORE_REPAIR=copy starts with its copy of " + timeOf(copy) + ", "
                                : "There is no copy of it; ")
                        + "RECADO_STORE_REPAIR=empty starts without data; both keep the damaged file aside.");
            case COPY -> {
                Path fresh = store.resolveSibling(store.getFileName() + ".repaired");
                restore(store, copy, fresh);
                String aside = setAside(store);
                move(fresh, store);
                LOG.error(
                        "[STORE] REPAIRED the store was damaged: {}; started with its copy of {}; the damaged file is {}",
                        reason,
                        timeOf(copy),
                        aside);
            }
            case EMPTY -> {
                String aside = setAside(store);
                // The old copy must not be taken for a copy of the new store.
                if (Files.exists(copy)) {
                    move(copy, unusedName(copy));
                }
                LOG.error(
                        "[STORE] REPAIRED the store was damaged: {}; started without data; the damaged file is {}",
                        reason,
                        aside);
            }
        }
    }

    private static void restore(Path store, Path copy, Path fresh) throws IOException {
        if (!Files.exists(copy)) {
            throw new ConfigurationException(
                    "RECADO_STORE_REPAIR: expected empty, not copy: there is no copy of " + store);
        }
        OwnerOnlyFiles.create(fresh);
        copy(copy, fresh, Files.size(copy), null);
        try {
            CheckedMvStore.examine(fresh, store, List.of());
        } catch (DamagedStoreException e) {
            throw new ConfigurationException(
                    "RECADO_STORE_REPAIR: expected empty, not copy: the copy " + copy + " is damaged too: "
                            + e.getMessage(),
                    e);
        }
    }

    /// Copies the first bytes of a file into an existing file, and returns when they are durable.
    ///
    /// @param head replaces the first bytes of the source
    static void copy(Path from, Path to, long bytes, @Nullable ByteBuffer head) throws IOException {
        try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel target = FileChannel.open(to, StandardOpenOption.WRITE)) {
            long done = 0;
            while (done < bytes) {
                long copied = source.transferTo(done, bytes - done, target);
                if (copied == 0) {
                    throw new IOException(from + " ends before byte " + bytes);
                }
                done += copied;
            }
            for (ByteBuffer rest = head == null ? ByteBuffer.allocate(0) : head.duplicate(); rest.hasRemaining(); ) {
                target.write(rest, rest.position());
            }
            target.force(true);
        }
    }

    private static String setAside(Path store) throws IOException {
        Files.deleteIfExists(ChunkChecksums.pathOf(store));
        if (!Files.exists(store)) {
            return "gone";
        }
        Path aside = unusedName(store);
        move(store, aside);
        return aside.getFileName().toString();
    }

    private static Path unusedName(Path file) {
        for (int number = 1; ; number++) {
            Path aside = file.resolveSibling(file.getFileName() + ASIDE + number);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Instant timeOf(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }
}
