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

/// The folder with all that Recado keeps on disk. It holds messages and phone numbers, so no other user of the machine
/// may read it; what earlier versions made for everybody is closed at the start.
public final class DataFolder {
    private static final Set<String> OWN = Set.of(
            "store", "spool", "media", "index", "instance-id", "simulator.jsonl", "simulator-meta.jsonl", ".room");
    /// What must be written to for a message to be kept.
    private static final List<String> NEEDED = List.of("store", "spool");

    /// In bytes: the least that a store and a spool begin with.
    private static final int ROOM = 256 * 1024;

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private static final Logger LOG = LoggerFactory.getLogger("recado");

    private DataFolder() {}

    /// Makes the folder if need be. One that holds other things as well keeps its own permissions: only what is
    /// Recado's in it is closed.
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

    /// A store that cannot be written to would look like a damaged one.
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

    /// A volume that somebody else made for us, as a container's, may be written to and not be closed.
    private static void closeIfOurs(Path folder) throws IOException {
        try {
            boolean _ = close(folder);
        } catch (FileSystemException e) {
            LOG.warn(
                    "[START] RECADO_DATA_DIR {} belongs to another user of the machine: who may read it is theirs to say",
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
                // into a closed one nobody else can look
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

    /// Another process may take away what it needs no more.
    private static FileVisitResult unlessGone(IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    /// Whether it was open and is closed now.
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
