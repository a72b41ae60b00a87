package dev.recado.adapter.mongodb.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.Chunk;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.SingleFileStore;
import org.jspecify.annotations.Nullable;

/// MVStore's access to its file. It keeps a checksum of every chunk that is durable, and can compare the live
/// chunks with their checksums.
final class ChecksummedFileStore extends SingleFileStore {
    private static final int BLOCK = 4096;
    private static final int HEAD_BLOCKS = 2;

    private final Path path;
    private final FileChannel reader;
    private @Nullable ChunkChecksums checksums;
    private long lastVersion;

    private ChecksummedFileStore(Path path, boolean readOnly) throws IOException {
        super(Map.of("autoCommitDelay", 0));
        this.path = path;
        // The method without a key opens another kind of file store, so the key is passed as null.
        open(path.toString(), readOnly, null);
        try {
            this.reader = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            super.close();
            throw e;
        }
    }

    static ChecksummedFileStore open(Path path) throws IOException {
        return new ChecksummedFileStore(path, false);
    }

    static ChecksummedFileStore openReadOnly(Path path) throws IOException {
        return new ChecksummedFileStore(path, true);
    }

    private ChunkChecksums.Sum sum(Chunk<?> chunk) throws IOException {
        return new ChunkChecksums.Sum(chunk.id, chunk.version, chunk.block, chunk.len, crc(chunk.block, chunk.len));
    }

    private int crc(long block, int blocks) throws IOException {
        return ChunkChecksums.crc(read(block * BLOCK, blocks * BLOCK));
    }

    private ByteBuffer read(long start, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        while (content.hasRemaining()) {
            if (reader.read(content, start + content.position()) < 0) {
                throw new EOFException("the file ends before byte " + (start + content.limit()));
            }
        }
        return content.flip();
    }

    /// The file header, which is written in place.
    ByteBuffer head() throws IOException {
        return read(0, HEAD_BLOCKS * BLOCK);
    }

    /// The live chunks with the checksums that are known. Nothing may change the file meanwhile.
    List<ChunkChecksums.Sum> written() {
        ChunkChecksums kept = checksums;
        List<ChunkChecksums.Sum> written = new ArrayList<>();
        for (Chunk<?> chunk : liveChunks()) {
            ChunkChecksums.Sum sum = kept == null ? null : kept.of(chunk.id);
            if (sum != null && sum.version() == chunk.version && sum.block() == chunk.block) {
                written.add(sum);
            }
        }
        return written;
    }

    /// Compares these chunks with their checksums. Nothing may reuse their space meanwhile.
    ///
    /// @throws DamagedStoreException when one differs from what was written
    void compare(List<ChunkChecksums.Sum> written) {
        for (ChunkChecksums.Sum sum : written) {
            try {
                if (crc(sum.block(), sum.blocks()) != sum.crc()) {
                    throw changed(sum);
                }
            } catch (IOException e) {
                throw unreadable(sum.block(), sum, e);
            }
        }
    }

    private static DamagedStoreException changed(ChunkChecksums.Sum expected) {
        return new DamagedStoreException("its content changed at byte " + expected.block() * BLOCK, expected, null);
    }

    private static DamagedStoreException unreadable(
            long block, ChunkChecksums.@Nullable Sum expected, IOException cause) {
        return new DamagedStoreException("it cannot be read at byte " + block * BLOCK, expected, cause);
    }

    /// The checksums kept beside the file.
    ChunkChecksums known() throws IOException {
        return ChunkChecksums.read(path, getCreationTime());
    }

    /// @throws DamagedStoreException when the file ends before the last chunk that was durable
    void requireLast(ChunkChecksums known) {
        Chunk<?> last = lastChunk;
        if (known.last() > (last == null ? 0 : last.version)) {
            throw new DamagedStoreException("what was written last is missing");
        }
    }

    /// Checks the end of the file by its header where no checksum covers the last chunk. The check is exact to
    /// one commit: after a power cut the header may be durable without the chunk that it names.
    ///
    /// @throws DamagedStoreException when the file ends earlier
    void requireEnd() {
        Chunk<?> last = lastChunk;
        long headerVersion = DataUtils.readHexLong(getStoreHeader(), "version", 0);
        if (headerVersion > (last == null ? 0 : last.version) + 1) {
            throw new DamagedStoreException("what was written last is missing");
        }
    }

    /// Reads every live chunk.
    ///
    /// @throws DamagedStoreException when one differs from what was written
    List<ChunkChecksums.Sum> check(ChunkChecksums known) {
        List<ChunkChecksums.Sum> checksums = new ArrayList<>();
        for (Chunk<?> chunk : liveChunks()) {
            ChunkChecksums.Sum expected = known.of(chunk.id);
            ChunkChecksums.Sum actual;
            try {
                actual = sum(chunk);
            } catch (IOException e) {
                throw unreadable(chunk.block, expected, e);
            }
            if (expected != null && expected.isSamePlace(actual) && expected.crc() != actual.crc()) {
                throw changed(expected);
            }
            checksums.add(actual);
        }
        return checksums;
    }

    private List<Chunk<?>> liveChunks() {
        Map<Long, Chunk<?>> liveChunks = new TreeMap<>();
        for (Chunk<?> chunk : getChunksFromLayoutMap()) {
            // The space of a chunk without live pages may hold the start of an interrupted write.
            if (chunk.block < Long.MAX_VALUE && chunk.block > 0 && chunk.maxLenLive > 0) {
                liveChunks.put(chunk.block, chunk);
            }
        }
        Chunk<?> last = lastChunk;
        if (last != null) {
            liveChunks.put(last.block, last);
        }
        return List.copyOf(liveChunks.values());
    }

    /// Starts keeping the checksum of every chunk, beginning with these.
    void keep(ChunkChecksums kept, List<ChunkChecksums.Sum> liveChunks) throws IOException {
        kept.replace(liveChunks);
        this.checksums = kept;
    }

    @Override
    public void sync() {
        Chunk<?> written = lastChunk;
        super.sync();
        keep(written);
    }

    @Override
    protected void writeCleanShutdown() {
        super.writeCleanShutdown();
        sync();
    }

    private void keep(@Nullable Chunk<?> written) {
        ChunkChecksums kept = checksums;
        if (kept == null || written == null || written.version == lastVersion) {
            return;
        }
        try {
            kept.add(sum(written));
            lastVersion = written.version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes the checksums of dead chunks, once there are many. Nothing may change the file meanwhile.
    void cleanChecksums() {
        ChunkChecksums kept = checksums;
        if (kept == null || !kept.isLong()) {
            return;
        }
        try {
            List<ChunkChecksums.Sum> liveChunks = new ArrayList<>();
            for (Chunk<?> chunk : liveChunks()) {
                ChunkChecksums.Sum known = kept.of(chunk.id);
                liveChunks.add(known == null ? sum(chunk) : known);
            }
            kept.replace(liveChunks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        super.close();
        ChunkChecksums kept = checksums;
        try {
            reader.close();
            if (kept != null) {
                kept.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
