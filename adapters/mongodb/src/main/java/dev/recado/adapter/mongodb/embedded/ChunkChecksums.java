package dev.recado.adapter.mongodb.embedded;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The checksums of all chunks of the embedded store's file, in a file beside it. MVStore checks the positions of
/// its pages but not their content, and it opens a file that lost its end as an older version without an error.
///
/// A chunk is written once and never changed. Its checksum is written after the chunk is durable, so every chunk
/// listed here was durable. The checksums themselves are not flushed: after a power cut some may be missing, but
/// none is wrong.
final class ChunkChecksums implements AutoCloseable {
    private static final String SUFFIX = ".sums";
    private static final int HEADER = 16;
    private static final int ENTRY = 32;
    private static final long MAGIC = 0x5245_4341_4453_5531L;
    private static final int ENTRIES_BEFORE_CLEANING = 40_000;

    /// The checksum of one chunk.
    ///
    /// @param version the store's version that the chunk holds; unlike the chunk's id it is never reused
    /// @param block its first block in the file
    /// @param blocks its length in blocks
    record Sum(int chunk, long version, long block, int blocks, int crc) {
        boolean isSamePlace(Sum other) {
            return version == other.version && block == other.block && blocks == other.blocks;
        }
    }

    private final Path path;
    private final long created;
    private final Map<Integer, Sum> sums = new HashMap<>();
    private @Nullable FileChannel file;
    private int entries;
    private long last;

    /// @param created when the store's file was created, which identifies the file that these belong to
    private ChunkChecksums(Path path, long created) {
        this.path = path;
        this.created = created;
    }

    static Path pathOf(Path store) {
        return store.resolveSibling(store.getFileName() + SUFFIX);
    }

    /// The checksums of a store's file; empty when they are missing, unreadable, or belong to another file.
    static ChunkChecksums read(Path store, long created) throws IOException {
        ChunkChecksums sums = new ChunkChecksums(pathOf(store), created);
        if (Files.exists(sums.path)) {
            sums.load(ByteBuffer.wrap(Files.readAllBytes(sums.path)));
        }
        return sums;
    }

    /// The checksums of a store's file that has these chunks.
    static ChunkChecksums of(Path store, List<Sum> written) {
        ChunkChecksums sums = new ChunkChecksums(pathOf(store), 0);
        written.forEach(sum -> sums.sums.put(sum.chunk(), sum));
        return sums;
    }

    private void load(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER || bytes.getLong() != MAGIC || bytes.getLong() != created) {
            return;
        }
        while (bytes.remaining() >= ENTRY) {
            int at = bytes.position();
            Sum sum = new Sum(bytes.getInt(), bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getInt());
            if (bytes.getInt() == crc(bytes.slice(at, ENTRY - Integer.BYTES))) {
                sums.put(sum.chunk(), sum);
                last = Math.max(last, sum.version());
            }
        }
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    /// The newest durable version.
    long last() {
        return last;
    }

    @Nullable
    Sum of(int chunk) {
        return sums.get(chunk);
    }

    static int crc(ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(content.duplicate());
        return (int) crc.getValue();
    }

    /// Adds the checksum of a durable chunk.
    void add(Sum sum) throws IOException {
        sums.put(sum.chunk(), sum);
        last = Math.max(last, sum.version());
        if (file != null) {
            ByteBuffer entry = ByteBuffer.allocate(ENTRY);
            put(entry, sum);
            entry.flip();
            while (entry.hasRemaining()) {
                file.write(entry);
            }
        }
        entries++;
    }

    private static void put(ByteBuffer out, Sum sum) {
        int at = out.position();
        out.putInt(sum.chunk()).putLong(sum.version()).putLong(sum.block());
        out.putInt(sum.blocks()).putInt(sum.crc());
        out.putInt(crc(out.slice(at, ENTRY - Integer.BYTES)));
    }

    /// Whether most entries belong to dead chunks.
    boolean isLong() {
        return entries > ENTRIES_BEFORE_CLEANING;
    }

    /// Rewrites the file with only these entries.
    void replace(List<Sum> living) throws IOException {
        sums.clear();
        living.forEach(sum -> sums.put(sum.chunk(), sum));
        ByteBuffer out = ByteBuffer.allocate(HEADER + ENTRY * sums.size());
        out.putLong(MAGIC).putLong(created);
        sums.values().forEach(sum -> put(out, sum));
        last = sums.values().stream().mapToLong(Sum::version).max().orElse(0);
        entries = sums.size();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        OwnerOnlyFiles.create(fresh);
        FileChannel open = FileChannel.open(fresh, StandardOpenOption.WRITE);
        try {
            open.write(out.flip());
            open.force(true);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            open.close();
            throw e;
        }
        close();
        file = open;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
