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

/// Keeps computed vectors on disk by the hash of their text: a file per model, to which whole records are
/// appended. Several processes may append. A record cut short by a kill ends what is read, and the vectors after
/// it are computed again. Without a disk the vectors are kept in memory.
public final class EmbeddingCache {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);
    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    private static final int KEY_BYTES = 32;
    private static final long MAX_BYTES = 1024L * 1024 * 1024;
    private static final int MAX_DIMENSIONS = 16_384;

    private final Path folder;
    private final Map<String, float[]> vectors = new HashMap<>();
    private @Nullable Path file;

    public EmbeddingCache(Path folder) {
        this.folder = folder;
    }

    /// Loads the vectors of this model; once.
    synchronized void open(String model) {
        Path modelFile = folder.resolve("embeddings-" + ContentHash.of(model).substring(0, 16) + ".bin");
        if (modelFile.equals(file)) {
            return;
        }
        file = modelFile;
        vectors.clear();
        try {
            long size = Files.size(modelFile);
            int read = size > MAX_BYTES ? 0 : read(ByteBuffer.wrap(Files.readAllBytes(modelFile)));
            if (read < size) {
                try (FileChannel channel = FileChannel.open(modelFile, StandardOpenOption.WRITE)) {
                    channel.truncate(read);
                }
            }
        } catch (NoSuchFileException _) {
            // No vectors are stored yet.
        } catch (IOException _) {
            LOG.warn("[KB] kept embeddings cannot be read: they are made again");
        }
    }

    /// @return where the last whole record ends
    private int read(ByteBuffer from) {
        int end = 0;
        while (from.remaining() > KEY_BYTES + 2 * Integer.BYTES) {
            byte[] key = new byte[KEY_BYTES];
            from.get(key);
            int dimensions = from.getInt();
            if (dimensions < 1 || dimensions > MAX_DIMENSIONS || from.remaining() < Float.BYTES * (dimensions + 1)) {
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

    synchronized void put(List<String> texts, List<float[]> newVectors) {
        int size = newVectors.stream()
                .mapToInt(vector -> KEY_BYTES + 2 * Integer.BYTES + Float.BYTES * vector.length)
                .sum();
        ByteBuffer records = ByteBuffer.allocate(size);
        for (int at = 0; at < texts.size(); at++) {
            String hash = ContentHash.of(texts.get(at));
            float[] vector = newVectors.get(at);
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
            Files.createDirectories(folder, permission("rwx------"));
            try (FileChannel channel = FileChannel.open(to, APPEND, permission("rw-------"))) {
                while (records.hasRemaining()) {
                    channel.write(records);
                }
            }
        } catch (IOException _) {
            LOG.warn("[KB] embeddings cannot be kept: they are made again at the next start");
        }
    }

    /// Vectors are also computed from users' questions, so no other user of the machine may read them.
    private FileAttribute<?>[] permission(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static int checksum(byte[] key, float[] vector) {
        ByteBuffer all =
                ByteBuffer.allocate(KEY_BYTES + Float.BYTES * vector.length).put(key);
        for (float value : vector) {
            all.putFloat(value);
        }
        CRC32 sum = new CRC32();
        sum.update(all.flip());
        return (int) sum.getValue();
    }
}
