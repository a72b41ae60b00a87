package dev.recado.application.configuration;

import dev.recado.domain.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of all files of Recado. It holds messages and phone numbers, so no other user of the machine may
/// read it; files that earlier versions made readable are restricted at the start.
public final class DataFolder {
    private static final Set<String> OWN = Set.of(
            "store", "spool", "media", "index", "instance-id", "simulator.jsonl", "simulator-meta.jsonl", ".room");
    /// The folders that must be writable for a message to be stored.
    private static final List<String> NEEDED = List.of("store", "spool");

    /// In bytes: the least space that a store and a spool need.
    private static final int ROOM = 256 * 1024;

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private static final Logger LOG = LoggerFactory.getLogger("recado");

    private DataFolder() {}

    /// Creates the folder if there is none. A folder that holds other files too keeps its permissions: only
    /// Recado's files in it are restricted.
    ///
    /// @throws ConfigurationException when it cannot be made, closed or written to
    public static void secure(Path folder) {
        closeOwn(folder);
        tryOut(folder, ROOM);
        for (String name : NEEDED) {
            Path needed = folder.resolve(name);
            if (Files.isDirectory(needed)) {
                tryOut(needed, 0);
            }
        }
    }

    private static void closeOwn(Path folder) {
        try {
            if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(folder);
                return;
            }
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            List<Path> content;
            try (Stream<Path> paths = Files.list(folder)) {
                content = paths.toList();
            }
            if (content.stream().allMatch(DataFolder::isOwn)) {
                closeIfOurs(folder);
            }
            for (Path path : content) {
                if (isOwn(path)) {
                    closeAll(path);
                }
            }
        } catch (IOException e) {
            throw notOurs(folder, e);
        }
    }

    /// A store file that cannot be written would look like a damaged one.
    private static void tryOut(Path folder, int bytes) {
        Path file = folder.resolve(".room");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file);
        } catch (IOException e) {
            throw notOurs(folder, e);
        }
        try {
            Files.write(file, new byte[bytes]);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "RECADO_DATA_DIR: expected room on the disk, but nothing can be written to " + folder + " ("
                            + e.getMessage() + "): free some, or name a folder on another disk",
                    e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("[START] {} cannot be deleted: {}", file, e.toString());
        }
    }

    private static ConfigurationException notOurs(Path folder, IOException e) {
        return new ConfigurationException(
                "RECADO_DATA_DIR: expected a folder that belongs to Recado alone, but " + folder + " cannot be used ("
                        + e + "): give it and all in it to the user \"" + System.getProperty("user.name")
                        + "\" and make it writable, or name another folder",
                e);
    }

    /// A volume made by another user, such as a container's, may be writable without letting its permissions be
    /// changed.
    private static void closeIfOurs(Path folder) throws IOException {
        try {
            boolean _ = close(folder);
        } catch (FileSystemException e) {
            LOG.warn(
                    "[START] the data folder {} (RECADO_DATA_DIR) belongs to another user of the machine: who may read it is theirs to say",
                    folder);
        }
    }

    private static boolean isOwn(Path path) {
        return OWN.contains(path.getFileName().toString()) && !Files.isSymbolicLink(path);
    }

    private static void closeAll(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                // no other user can look into a restricted folder
                return closeIfThere(path) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()) {
                    boolean _ = closeIfThere(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                return unlessGone(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) throws IOException {
                return failure == null ? FileVisitResult.CONTINUE : unlessGone(failure);
            }
        });
    }

    /// Another process may delete its files meanwhile.
    private static FileVisitResult unlessGone(IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    /// Whether it was readable for others and is restricted now.
    private static boolean closeIfThere(Path path) throws IOException {
        try {
            return close(path);
        } catch (NoSuchFileException e) {
            LOG.debug("gone meanwhile: {}", path, e);
            return false;
        }
    }

    private static boolean close(Path path) throws IOException {
        Set<PosixFilePermission> wanted = Files.isDirectory(path) ? FOLDER : FILE;
        boolean isOpen = !wanted.containsAll(Files.getPosixFilePermissions(path));
        if (isOpen) {
            Files.setPosixFilePermissions(path, wanted);
        }
        return isOpen;
    }
}
