package dev.recado.domain.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.identity.MessageId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder for fetched files: temporary ones, and cached ones where caching is enabled. Readable only by this
/// process's user; each process needs its own folder.
public final class MediaFolder {
    /// The disk space that stays free for others, such as the spool.
    private static final long RESERVED_SPACE = 512L * 1024 * 1024;

    /// More than a message can have.
    private static final int MAX_FILES = 16;

    private static final int BUFFER = 64 * 1024;

    private final Path passing;
    private final Path cached;
    /// The length and digest of each cached file.
    private final Path checksums;
    private final IdGenerator ids;

    public MediaFolder(Path folder, IdGenerator ids) {
        this.passing = folder.resolve("passing");
        this.cached = folder.resolve("kept");
        this.checksums = folder.resolve("sums");
        this.ids = ids;
    }

    /// Creates an empty temporary file that only this user can read.
    Path passing() throws IOException {
        createFolder(passing);
        return Files.createFile(passing.resolve(ids.next()), permissions(passing, "rw-------"));
    }

    /// Deletes temporary files of an earlier process. Call it before anything is fetched.
    public void clear() throws IOException {
        for (Path file : filesIn(passing)) {
            Files.deleteIfExists(file);
        }
    }

    /// Returns a message's cached file, if there is one.
    Optional<Path> cached(MessageId id, int index) {
        return Optional.of(pathOf(id, index)).filter(Files::isRegularFile);
    }

    /// Returns whether a cached file is unchanged. A file without a stored checksum counts as unchanged.
    boolean isUnchanged(Path file) throws IOException {
        Path sum = checksums.resolve(file.getFileName());
        return !Files.exists(sum) || Files.readString(sum).equals(checksumOf(file));
    }

    private static String checksumOf(Path file) throws IOException {
        MessageDigest digest = Checksum.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Files.size(file) + " " + HexFormat.of().formatHex(digest.digest());
    }

    /// Moves a fetched file into the cache, unless the disk is nearly full. A repeat replaces it.
    ///
    /// @return its new place; empty when it stays where it is
    Optional<Path> keep(Path fetched, MessageId id, int index, Instant now) throws IOException {
        createFolder(cached);
        if (Files.getFileStore(cached).getUsableSpace() < RESERVED_SPACE) {
            return Optional.empty();
        }
        createFolder(checksums);
        Path place = pathOf(id, index);
        Path sum = Files.writeString(passing(), checksumOf(fetched));
        move(sum, checksums.resolve(place.getFileName()), now);
        return Optional.of(move(fetched, place, now));
    }

    private static Path move(Path file, Path to, Instant now) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(now));
        return Files.move(file, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Deletes files cached before the given time.
    void sweep(Instant before) throws IOException {
        for (Path folder : List.of(cached, checksums)) {
            for (Path file : filesIn(folder)) {
                if (isOlder(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /// Names the file by a digest, because an id has characters that file names cannot have, and Meta's ids
    /// contain the user's number.
    private Path pathOf(MessageId id, int index) {
        return cached.resolve(fileName(nameOf(id), index));
    }

    /// Returns the name that a message's files have in every process's folder, without their number.
    public static String nameOf(MessageId id) {
        byte[] name = Checksum.sha256().digest(id.value().getBytes(UTF_8));
        return HexFormat.of().formatHex(name, 0, 16);
    }

    private static String fileName(String name, int index) {
        return name + "-" + index;
    }

    /// Deletes a message's cached files. A repeat is harmless.
    ///
    /// @param name of [#nameOf]
    /// @return how many were there
    public int erase(String name) throws IOException {
        int erased = 0;
        for (int i = 0; i < MAX_FILES; i++) {
            Files.deleteIfExists(checksums.resolve(fileName(name, i)));
            if (Files.deleteIfExists(cached.resolve(fileName(name, i)))) {
                erased++;
            }
        }
        return erased;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(folder, permissions(folder, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            // another thread was faster
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path place, String text) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
