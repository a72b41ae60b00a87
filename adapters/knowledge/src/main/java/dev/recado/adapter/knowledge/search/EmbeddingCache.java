package dev.recado.adapter.knowledge.search;

import dev.recado.adapter.knowledge.files.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Vectors that were paid for, kept on disk by what they are of: a file for each maker, records appended whole. Several
/// processes may append; a record cut short by a kill ends what is read, and what came after it is made again. Without
/// a disk it is kept in memory.
public final class EmbeddingCache {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);
    private static final Set<StandardOpenOption> APPENDED =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    private static final int KEY = 32;
    private static final long LARGEST = 1024L * 1024 * 1024;
    private static final int MOST_DIMENSIONS = 16_384;

    private final Path folder;
    private final Map<String, float[]> vectors = new HashMap<>();
    private @Nullable Path file;

    public EmbeddingCache(Path folder) {
        this.folder = folder;
    }

    /// Reads what is known of this maker's; once.
    synchronized void open(String maker) {
        Path made = folder.resolve("embeddings-" + ContentHash.of(maker).substring(0, 16) + ".bin");
        if (made.equals(file)) {
            return;
        }
        file = made;
        vectors.clear();
        try {
            long size = Files.size(made);
            int read = size > LARGEST ? 0 : read(ByteBuffer.wrap(Files.readAllBytes(made)));
            if (read < size) {
                try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
                    channel.truncate(read);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing is known yet.
        } catch (IOException e) {
            LOG.warn("[KB] kept embeddings cannot be read: they are made again");
        }
    }

    /// @return where the last whole record ends
    private int read(ByteBuffer from) {
        int end = 0;
        while (from.remaining() > KEY + 2 * Integer.BYTES) {
            byte[] key = new byte[KEY];
            from.get(key);
            int dimensions = from.getInt();
            if (dimensions < 1 || dimensions > MOST_DIMENSIONS || from.remaining() < Float.BYTES * (dimensions + 1)) {
                return end;
            }
            float[] vector = new float[dimensions];
            from.asFloatBuffer().get(vector);
            from.position(from.position() + Float.BYTES * dimensions);
            if (from.getInt() != checksum(key, vector)) {
                return end;
            }
            vectors.put(HexFormat.of().formatHex(key), vector);
            end = from.position();
        }
        return end;
    }

    synchronized float @Nullable [] get(String text) {
        return vectors.get(ContentHash.of(text));
    }

    synchronized void put(List<String> texts, List<float[]> made) {
        int size = made.stream()
                .mapToInt(vector -> KEY + 2 * Integer.BYTES + Float.BYTES * vector.length)
                .sum();
        ByteBuffer records = ByteBuffer.allocate(size);
        for (int at = 0; at < texts.size(); at++) {
            String hash = ContentHash.of(texts.get(at));
            float[] vector = made.get(at);
            vectors.put(hash, vector);
            byte[] key = HexFormat.of().parseHex(hash);
            records.put(key).putInt(vector.length);
            for (float value : vector) {
                records.putFloat(value);
            }
            records.putInt(checksum(key, vector));
        }
        append(records.flip());
    }

    private void append(ByteBuffer records) {
        Path to = file;
        if (to == null) {
            return;
        }
        try {
            Files.createDirectories(folder, only("rwx------"));
            try (FileChannel channel = FileChannel.open(to, APPENDED, only("rw-------"))) {
                while (records.hasRemaining()) {
                    channel.write(records);
                }
            }
        } catch (IOException e) {
            LOG.warn("[KB] embeddings cannot be kept: they are made again at the next start");
        }
    }

    /// Vectors are made of what users ask, too: no other user of the machine reads them.
    private FileAttribute<?>[] only(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static int checksum(byte[] key, float[] vector) {
        ByteBuffer all = ByteBuffer.allocate(KEY + Float.BYTES * vector.length).put(key);
        for (float value : vector) {
            all.putFloat(value);
        }
        CRC32 sum = new CRC32();
        sum.update(all.flip());
        return (int) sum.getValue();
    }
}
