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

/// MVStore's way to its file: every chunk that reached the disk gets a checksum, and those that live can be compared
/// with theirs.
final class ChecksummedFileStore extends SingleFileStore {
    private static final int BLOCK = 4096;
    private static final int HEAD_BLOCKS = 2;

    private final Path path;
    private final FileChannel reading;
    private @Nullable ChunkChecksums sums;
    private long summed;

    private ChecksummedFileStore(Path path, boolean readOnly) throws IOException {
        super(Map.of("autoCommitDelay", 0));
        this.path = path;
        // with a key, if only none: the method without one opens another file store
        open(path.toString(), readOnly, null);
        try {
            this.reading = FileChannel.open(path, StandardOpenOption.READ);
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
            if (reading.read(content, start + content.position()) < 0) {
                throw new EOFException("the file ends before byte " + (start + content.limit()));
            }
        }
        return content.flip();
    }

    /// The file's head as it is, which changes in place.
    ByteBuffer head() throws IOException {
        return read(0, HEAD_BLOCKS * BLOCK);
    }

    /// What lives now, as it was written, as far as is known. Nothing may change meanwhile.
    List<ChunkChecksums.Sum> written() {
        ChunkChecksums kept = sums;
        List<ChunkChecksums.Sum> written = new ArrayList<>();
        for (Chunk<?> chunk : living()) {
            ChunkChecksums.Sum sum = kept == null ? null : kept.of(chunk.id);
            if (sum != null && sum.version() == chunk.version && sum.block() == chunk.block) {
                written.add(sum);
            }
        }
        return written;
    }

    /// Reads these chunks, whose places nothing else may take meanwhile.
    ///
    /// @throws DamagedStoreException when one is not what was written
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

    private static DamagedStoreException changed(ChunkChecksums.Sum was) {
        return new DamagedStoreException("its content changed at byte " + was.block() * BLOCK, was, null);
    }

    private static DamagedStoreException unreadable(long block, ChunkChecksums.@Nullable Sum was, IOException cause) {
        return new DamagedStoreException("it cannot be read at byte " + block * BLOCK, was, cause);
    }

    /// The checksums that the file ought to have.
    ChunkChecksums known() throws IOException {
        return ChunkChecksums.read(path, getCreationTime());
    }

    /// @throws DamagedStoreException when the file ends before the last chunk that the disk had
    void requireLast(ChunkChecksums known) {
        Chunk<?> last = lastChunk;
        if (known.last() > (last == null ? 0 : last.version)) {
            throw new DamagedStoreException("what was written last is missing");
        }
    }

    /// Where no checksums tell of the last chunk, the file's own head does, to within a commit: after a power cut the
    /// head may be on the disk and the chunk it names not.
    ///
    /// @throws DamagedStoreException when the file ends before that
    void requireEnd() {
        Chunk<?> last = lastChunk;
        long told = DataUtils.readHexLong(getStoreHeader(), "version", 0);
        if (told > (last == null ? 0 : last.version) + 1) {
            throw new DamagedStoreException("what was written last is missing");
        }
    }

    /// Reads every chunk that lives.
    ///
    /// @throws DamagedStoreException when one is not what was written
    List<ChunkChecksums.Sum> check(ChunkChecksums known) {
        List<ChunkChecksums.Sum> sums = new ArrayList<>();
        for (Chunk<?> chunk : living()) {
            ChunkChecksums.Sum was = known.of(chunk.id);
            ChunkChecksums.Sum is;
            try {
                is = sum(chunk);
            } catch (IOException e) {
                throw unreadable(chunk.block, was, e);
            }
            if (was != null && was.isSamePlace(is) && was.crc() != is.crc()) {
                throw changed(was);
            }
            sums.add(is);
        }
        return sums;
    }

    private List<Chunk<?>> living() {
        Map<Long, Chunk<?>> living = new TreeMap<>();
        for (Chunk<?> chunk : getChunksFromLayoutMap()) {
            // the place of one without a living page may hold the beginning of a write that was cut off
            if (chunk.block < Long.MAX_VALUE && chunk.block > 0 && chunk.maxLenLive > 0) {
                living.put(chunk.block, chunk);
            }
        }
        Chunk<?> last = lastChunk;
        if (last != null) {
            living.put(last.block, last);
        }
        return List.copyOf(living.values());
    }

    /// From now on every chunk's checksum is kept, beginning with these.
    void keep(ChunkChecksums kept, List<ChunkChecksums.Sum> living) throws IOException {
        kept.replace(living);
        this.sums = kept;
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
        ChunkChecksums kept = sums;
        if (kept == null || written == null || written.version == summed) {
            return;
        }
        try {
            kept.add(sum(written));
            summed = written.version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Drops the checksums of chunks that are gone, once they are many. Nothing may change meanwhile.
    void cleanChecksums() {
        ChunkChecksums kept = sums;
        if (kept == null || !kept.isLong()) {
            return;
        }
        try {
            List<ChunkChecksums.Sum> living = new ArrayList<>();
            for (Chunk<?> chunk : living()) {
                ChunkChecksums.Sum known = kept.of(chunk.id);
                living.add(known == null ? sum(chunk) : known);
            }
            kept.replace(living);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        super.close();
        ChunkChecksums kept = sums;
        try {
            reading.close();
            if (kept != null) {
                kept.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
