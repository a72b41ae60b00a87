package dev.recado.application;

import dev.recado.domain.port.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder with all that Recado keeps on disk. It holds messages and phone numbers, so no other user of the machine
/// may read it; what earlier versions made for everybody is closed at the start.
final class DataFolder {
    private static final Set<String> OWN =
            Set.of("store", "spool", "media", "index", "instance-id", "simulator.jsonl", "simulator-meta.jsonl");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private static final Logger LOG = LoggerFactory.getLogger("recado");

    private DataFolder() {}

    /// Makes the folder if need be. One that holds other things as well keeps its own permissions: only what is
    /// Recado's in it is closed.
    ///
    /// @throws ConfigurationException when it cannot be made or closed
    static void secure(Path folder) {
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
            throw new ConfigurationException(
                    "RECADO_DATA_DIR: expected a folder that belongs to Recado alone, but " + folder
                            + " cannot be used: " + e,
                    e);
        }
    }

    /// A volume that somebody else made for us, as a container's, may be written to and not be closed.
    private static void closeIfOurs(Path folder) throws IOException {
        try {
            close(folder);
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
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                if (!Files.isSymbolicLink(path)) {
                    close(path);
                }
            }
        }
    }

    private static void close(Path path) throws IOException {
        Set<PosixFilePermission> wanted = Files.isDirectory(path) ? FOLDER : FILE;
        if (!wanted.containsAll(Files.getPosixFilePermissions(path))) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }
}
