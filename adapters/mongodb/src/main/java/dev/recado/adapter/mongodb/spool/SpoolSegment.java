package dev.recado.adapter.mongodb.spool;

import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One file of the spool: a sequence of frames, each with a mark, its length and a checksum. The file's name is
/// the position of its first byte.
final class SpoolSegment implements AutoCloseable {
    static final int HEADER = 12;
    private static final Logger LOG = LoggerFactory.getLogger(SpoolSegment.class);
    private static final int MARK = 0x52454344;
    private static final String SUFFIX = ".spool";

    private final Path path;
    private final long base;
    private final RandomAccessFile file;
    private long size;

    private SpoolSegment(Path path, long base, RandomAccessFile file, long size) {
        this.path = path;
        this.base = base;
        this.file = file;
        this.size = size;
    }

    /// Creates a file that only its owner can read.
    static SpoolSegment create(Path folder, long base) throws IOException {
        Path path = folder.resolve(String.format(Locale.ROOT, "%019d%s", base, SUFFIX));
        // An existing file is left from a failed attempt, and nothing in it was acknowledged.
        Files.deleteIfExists(path);
        Files.createFile(path, OwnerOnlyFiles.file(path));
        SpoolSegment segment = new SpoolSegment(path, base, new RandomAccessFile(path.toFile(), "rw"), 0);
        syncNames(folder);
        return segment;
    }

    /// A file's name must survive a power cut as well.
    static void syncNames(Path folder) {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            LOG.debug("this system does not flush folders", e);
        }
    }

    static boolean isSegment(Path path) {
        return path.getFileName().toString().endsWith(SUFFIX);
    }

    static SpoolSegment open(Path path) throws IOException {
        String name = path.getFileName().toString();
        long base = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        return new SpoolSegment(path, base, file, file.length());
    }

    static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(HEADER + payload.length)
                .putInt(MARK)
                .putInt(payload.length)
                .putInt(checksum(payload, 0, payload.length))
                .put(payload)
                .array();
    }

    /// The payload of bytes that are exactly one frame.
    ///
    /// @throws IOException when they are not
    static byte[] payload(byte[] frame) throws IOException {
        int length = intactAt(frame, 0);
        if (length != frame.length - HEADER) {
            throw new IOException("it is damaged");
        }
        return Arrays.copyOfRange(frame, HEADER, frame.length);
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }

    /// The positions of all intact frames. A damaged frame is skipped; an incomplete end is cut off.
    List<Long> recover() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        List<Long> positions = new ArrayList<>();
        int at = 0;
        int intactEnd = 0;
        while (at < bytes.length) {
            int length = intactAt(bytes, at);
            if (length < 0) {
                at++;
                continue;
            }
            if (at > intactEnd) {
                LOG.error("[SPOOL] {} bytes of {} are damaged and were left out", at - intactEnd, path);
            }
            positions.add(base + at);
            at += HEADER + length;
            intactEnd = at;
        }
        if (intactEnd < bytes.length) {
            LOG.warn(
                    "[SPOOL] the last {} bytes of {} were never written to their end and are cut off",
                    bytes.length - intactEnd,
                    path);
            file.setLength(intactEnd);
            size = intactEnd;
        }
        return positions;
    }

    /// @return the payload's length, or -1 when no intact frame starts here
    private static int intactAt(byte[] bytes, int at) {
        if (bytes.length - at < HEADER) {
            return -1;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, at, HEADER);
        if (header.getInt() != MARK) {
            return -1;
        }
        int length = header.getInt();
        int sum = header.getInt();
        boolean fits = length >= 0 && length <= bytes.length - at - HEADER;
        return fits && checksum(bytes, at + HEADER, length) == sum ? length : -1;
    }

    /// The payload of the frame at a position.
    ///
    /// @throws IOException when it cannot be read, or is damaged
    byte[] read(long position) throws IOException {
        // A separate handle, so that reads and appends do not wait for each other.
        try (RandomAccessFile reading = new RandomAccessFile(path.toFile(), "r")) {
            reading.seek(position - base);
            byte[] header = new byte[HEADER];
            reading.readFully(header);
            int length = ByteBuffer.wrap(header).getInt(Integer.BYTES);
            if (length < 0 || length > reading.length() - reading.getFilePointer()) {
                throw new IOException("damaged at " + position + ": " + path);
            }
            byte[] frame = new byte[HEADER + length];
            System.arraycopy(header, 0, frame, 0, HEADER);
            reading.readFully(frame, HEADER, length);
            if (intactAt(frame, 0) != length) {
                throw new IOException("damaged at " + position + ": " + path);
            }
            byte[] payload = new byte[length];
            System.arraycopy(frame, HEADER, payload, 0, length);
            return payload;
        }
    }

    /// Appends a frame; a partial write is undone.
    ///
    /// @return its position
    long append(byte[] frame) throws IOException {
        try {
            file.seek(size);
            file.write(frame);
        } catch (IOException e) {
            file.setLength(size);
            throw e;
        }
        long position = base + size;
        size += frame.length;
        return position;
    }

    /// Returns when everything appended so far is durable. Not through a channel, which an interrupt would close.
    void sync() throws IOException {
        file.getFD().sync();
    }

    long end() {
        return base + size;
    }

    long size() {
        return size;
    }

    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
