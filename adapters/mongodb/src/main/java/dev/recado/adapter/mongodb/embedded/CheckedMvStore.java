package dev.recado.adapter.mongodb.embedded;

import dev.recado.adapter.mongodb.mvstore.MvStoreDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// Opens an MVStore file only when its content is what was written.
final class CheckedMvStore {
    /// The format of keys and documents in the file.
    private static final int FORMAT = 2;

    private CheckedMvStore() {}

    /// Verifies a copy of the file.
    ///
    /// @param written the live chunks; empty when only the checksums beside the original are known
    /// @throws DamagedStoreException when the copy differs from what was written
    static void examine(Path copy, Path original, List<ChunkChecksums.Sum> written) throws IOException {
        ChecksummedFileStore pages = ChecksummedFileStore.openReadOnly(copy);
        MVStore store = start(pages);
        try {
            ChunkChecksums known = written.isEmpty()
                    ? ChunkChecksums.read(original, pages.getCreationTime())
                    : ChunkChecksums.of(original, written);
            pages.requireEnd();
            var _ = pages.check(known);
            if (known.isEmpty()) {
                MvStoreDatabase.readAll(store);
            }
        } catch (DamagedStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(e);
        } finally {
            store.closeImmediately();
        }
    }

    /// @param suspect whether the file may be damaged; false when it was written just now
    static MVStore open(ChecksummedFileStore pages, boolean suspect) throws IOException {
        MVStore store = start(pages);
        try {
            if (store.getStoreVersion() != FORMAT && !store.getMapNames().isEmpty()) {
                throw new MVStoreException(
                        DataUtils.ERROR_UNSUPPORTED_FORMAT,
                        "the file was written by another version of Recado; it was left as it is");
            }
            ChunkChecksums known = pages.known();
            pages.requireLast(known);
            List<ChunkChecksums.Sum> liveBytes = pages.check(known);
            if (suspect && known.isEmpty()) {
                pages.requireEnd();
                MvStoreDatabase.readAll(store);
            }
            pages.keep(known, liveBytes);
        } catch (IOException e) {
            store.closeImmediately();
            throw e;
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e instanceof DamagedStoreException || isOtherFormat(e) ? e : unreadable(e);
        }
        store.setStoreVersion(FORMAT);
        // Every commit is flushed before the next begins, so replaced space can be reused at once.
        store.setRetentionTime(0);
        return store;
    }

    private static MVStore start(ChecksummedFileStore pages) {
        try {
            return new MVStore.Builder()
                    .adoptFileStore(pages)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
        } catch (RuntimeException e) {
            pages.close();
            throw isOtherFormat(e) ? e : unreadable(e);
        }
    }

    private static boolean isOtherFormat(RuntimeException e) {
        return e instanceof MVStoreException failure && failure.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT;
    }

    private static DamagedStoreException unreadable(RuntimeException e) {
        // The library's own message also contains its version and an error code.
        return new DamagedStoreException("it cannot be read", e);
    }
}
