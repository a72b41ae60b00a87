package dev.recado.adapter.mongodb.spool;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.SetAsideSummary;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entries that the store refused, one file each beside the spool of the process that set it aside. A file that
/// is renamed from `.refused` to `.again` is delivered again at the next start of any process on the folder.
///
/// @param root the folder of all processes' places
/// @param place the place of this process
record RefusedEntryFiles(Path root, Path place) {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedEntryFiles.class);
    private static final String REFUSED = ".refused";
    private static final String AGAIN = ".again";
    private static final int NAME_BYTES = 16;

    /// Returns when the entry is durable. The name derives from the content, so a repeat finds the file.
    void keep(Entry entry) {
        byte[] payload = SpoolDocuments.write(entry);
        Path kept = place.resolve(name(payload) + REFUSED);
        Path draft = place.resolve(name(payload) + ".draft");
        try {
            if (Files.exists(kept)) {
                return;
            }
            OwnerOnlyFiles.create(draft);
            Files.write(draft, SpoolSegment.frame(payload), StandardOpenOption.WRITE);
            try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
            SpoolSegment.syncNames(place);
        } catch (IOException e) {
            throw new PortUnavailableException("what the store refuses cannot be kept apart: the disk refuses", e);
        }
    }

    private static String name(byte[] payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The entries in the places of all processes, also of those that ended.
    SetAsideSummary kept() {
        try {
            int files = files(REFUSED).size() + files(AGAIN).size();
            return files == 0
                    ? SetAsideSummary.NONE
                    : new SetAsideSummary(
                            files,
                            "they are kept in RECADO_DATA_DIR/spool/*/*" + REFUSED
                                    + "; mend what the store objects to, rename them to *" + AGAIN
                                    + " and restart Recado, which brings them then");
        } catch (IOException e) {
            LOG.debug("the spool's folder cannot be listed", e);
            return SetAsideSummary.NONE;
        }
    }

    /// Delivers the entries that an operator wants to be delivered again. A file is deleted once its entry is
    /// accepted; one that cannot be read or accepted stays.
    void bringBack(Consumer<Entry> takes) throws IOException {
        for (Path file : files(AGAIN)) {
            try {
                takes.accept(SpoolDocuments.read(SpoolSegment.payload(Files.readAllBytes(file))));
                Files.deleteIfExists(file);
                LOG.info("[SPOOL] {} is brought to the store again", file);
            } catch (IOException | RuntimeException e) {
                LOG.error("[SPOOL] {} cannot be brought again and stays where it is", file, e);
            }
        }
    }

    /// Deletes entries. One that cannot be read stays.
    ///
    /// @return how many
    int erase(Predicate<Entry> which) {
        int erased = 0;
        try {
            for (Path file : Stream.concat(files(REFUSED).stream(), files(AGAIN).stream())
                    .toList()) {
                if (isAny(file, which) && Files.deleteIfExists(file)) {
                    erased++;
                }
            }
            return erased;
        } catch (IOException e) {
            throw new PortUnavailableException("what the store refused cannot be erased: the disk refuses", e);
        }
    }

    private static boolean isAny(Path file, Predicate<Entry> which) {
        try {
            return which.test(SpoolDocuments.read(SpoolSegment.payload(Files.readAllBytes(file))));
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} cannot be read", file, e);
            return false;
        }
    }

    private List<Path> files(String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> places = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path each : places) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(each, "*" + suffix)) {
                    files.forEach(found::add);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found.stream().sorted().toList();
    }
}
