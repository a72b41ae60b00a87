package dev.recado.adapter.mongodb.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates files and folders that no other user of the machine can read. On a file system without permissions the
/// defaults apply.
public final class OwnerOnlyFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnlyFiles.class);
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnlyFiles() {}

    static FileAttribute<?>[] folder(Path path) {
        return attributes(path, FOLDER);
    }

    public static FileAttribute<?>[] file(Path path) {
        return attributes(path, FILE);
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Creates an empty file, replacing an existing one.
    public static void create(Path path) throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, file(path));
    }

    /// Creates a folder, and removes other users' permissions from an existing one.
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, folder(folder));
        if (isPosix(folder)) {
            tighten(folder);
        }
    }

    /// Removes other users' permissions from all files in a folder.
    public static void tightenAllIn(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path path : all) {
                    tighten(path);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
    }

    /// Removes other users' permissions.
    public static void tighten(Path path) throws IOException {
        if (!isPosix(path) || Files.isSymbolicLink(path)) {
            return;
        }
        Set<PosixFilePermission> wanted = Files.isDirectory(path) ? FOLDER : FILE;
        try {
            if (!wanted.containsAll(Files.getPosixFilePermissions(path))) {
                Files.setPosixFilePermissions(path, wanted);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("gone meanwhile: {}", path, e);
        }
    }
}
