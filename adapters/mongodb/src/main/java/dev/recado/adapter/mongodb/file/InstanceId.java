package dev.recado.adapter.mongodb.file;

import dev.recado.domain.identity.IdGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Identifies this process to the store. A process that restarts on the same data folder has the same id and
/// takes over its own leases; two processes that run at the same time never share one.
public final class InstanceId implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceId.class);
    private static final int MAX_BYTES = 200;
    private static final Pattern ID = Pattern.compile("[\\w.-]{1,100}");

    private final String value;
    private final @Nullable FileChannel locked;

    private InstanceId(String value, @Nullable FileChannel locked) {
        this.value = value;
        this.locked = locked;
    }

    /// Takes the folder's id, and holds it until closed or until the process ends, even by a kill.
    public static InstanceId in(Path folder, IdGenerator ids) {
        try {
            Files.createDirectories(folder, OwnerOnlyFiles.folder(folder));
            Path stored = folder.resolve("instance-id");
            FileChannel file = FileChannel.open(
                    stored,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OwnerOnlyFiles.file(stored));
            if (!lock(file)) {
                file.close();
                return new InstanceId(ids.next(), null);
            }
            return new InstanceId(readOrWrite(file, ids), file);
        } catch (IOException e) {
            LOG.warn("[START] no instance id can be kept in {}: a restart waits for leases to run out", folder, e);
            return new InstanceId(ids.next(), null);
        }
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static String readOrWrite(FileChannel file, IdGenerator ids) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_BYTES);
        file.read(content, 0);
        String stored = StandardCharsets.UTF_8.decode(content.flip()).toString().strip();
        if (ID.matcher(stored).matches()) {
            return stored;
        }
        if (!stored.isEmpty()) {
            LOG.warn("[START] the instance id is damaged and made anew: a restart waits for leases to run out");
        }
        String fresh = ids.next();
        file.truncate(0);
        file.write(StandardCharsets.UTF_8.encode(fresh + "\n"), 0);
        file.force(true);
        return fresh;
    }

    public String value() {
        return value;
    }

    @Override
    public void close() throws IOException {
        if (locked != null) {
            locked.close();
        }
    }
}
