package dev.recado.adapter.mongodb.spool;

import dev.recado.domain.PortUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The spool in a folder: an append-only log in several files, so that drained space is freed soon. Concurrent
/// appends share one `fsync`. Thread-safe.
public final class FileSpool implements CloseableSpool {
    private static final Logger LOG = LoggerFactory.getLogger(FileSpool.class);
    private static final int SEGMENTS = 16;
    private static final int BATCH = 500;
    private static final int MIN_FREE = 8 << 10;

    private final SpoolFolder folder;
    private final RefusedEntryFiles aside;
    private final long limit;
    private final NavigableMap<Long, SpoolSegment> index = new TreeMap<>();
    private final List<SpoolSegment> segments = new ArrayList<>();
    /// Held briefly, to write or to look something up.
    private final ReentrantLock lock = new ReentrantLock();
    /// Held during an `fsync`.
    private final ReentrantLock syncing = new ReentrantLock();

    private @Nullable SpoolSegment current;
    private Batch batch = new Batch();
    private long written;
    private volatile long synced;
    private volatile boolean refuses;
    private boolean closed;

    /// Appends that wait for the same `fsync`.
    private static final class Batch {
        private boolean obsolete;
        private @Nullable IOException failure;
    }

    private FileSpool(SpoolFolder folder, Path root, long limit) throws IOException {
        this.folder = folder;
        this.aside = new RefusedEntryFiles(root, folder.path());
        this.limit = limit;
        for (Path path : folder.segments()) {
            SpoolSegment segment = SpoolSegment.open(path);
            segment.recover().forEach(position -> index.put(position, segment));
            if (segment.size() == 0) {
                segment.delete();
            } else {
                segments.add(segment);
                written = segment.end();
            }
        }
        synced = written;
        clean();
    }

    /// Opens a free place under the folder, with the entries that its last owner left, those of places without an
    /// owner, and those that an operator wants to be delivered again.
    public static FileSpool in(Path root, long limit) throws IOException {
        FileSpool spool = new FileSpool(SpoolFolder.take(root), root, limit);
        for (SpoolFolder left : SpoolFolder.left(root)) {
            try (FileSpool other = new FileSpool(left, root, limit)) {
                spool.takeOver(other);
            } catch (PortUnavailableException e) {
                LOG.warn("[SPOOL] what lies in {} waits until there is room for it", left.path(), e);
            }
        }
        spool.aside.bringBack(spool::append);
        return spool;
    }

    private void takeOver(FileSpool other) {
        for (List<StoredEntry> kept = other.read(0, BATCH); !kept.isEmpty(); kept = other.read(0, BATCH)) {
            kept.forEach(one -> append(one.entry()));
            other.forget(kept.getLast().next());
        }
    }

    @Override
    public List<Long> appendAll(List<Entry> entries) {
        List<Written> all = entries.stream().map(this::write).toList();
        all.stream().map(Written::batch).distinct().forEach(this::await);
        return all.stream().map(Written::position).toList();
    }

    /// @param batch the batch that makes it durable
    private record Written(long position, Batch batch) {}

    private Written write(Entry entry) {
        byte[] frame = SpoolSegment.frame(SpoolDocuments.write(entry));
        lock.lock();
        try {
            requireRoom(frame.length, entry);
            long position = segmentFor(frame).append(frame);
            index.put(position, segments.getLast());
            written = position + frame.length;
            return new Written(position, batch);
        } catch (IOException e) {
            refuses = true;
            throw new PortUnavailableException("the spool's disk refuses", e);
        } finally {
            lock.unlock();
        }
    }

    private void requireRoom(int more, Entry entry) {
        if (closed) {
            throw new PortUnavailableException("the spool is closed");
        }
        // Failure notices still find room when messages do not.
        long max = entry instanceof Entry.FailureNoticeMark ? limit + limit / 8 : limit;
        if (bytes() + more > max) {
            refuses = true;
            throw new PortUnavailableException("the spool is full: " + bytes() + " of " + limit + " bytes");
        }
    }

    private SpoolSegment segmentFor(byte[] frame) throws IOException {
        SpoolSegment active = current;
        if (active != null && active.size() + frame.length <= limit / SEGMENTS) {
            return active;
        }
        if (active != null) {
            active.sync();
        }
        SpoolSegment newSegment = SpoolSegment.create(folder.path(), written);
        segments.add(newSegment);
        current = newSegment;
        return newSegment;
    }

    private void await(Batch own) {
        syncing.lock();
        try {
            if (!own.obsolete) {
                sync();
            }
            if (own.failure != null) {
                throw new PortUnavailableException("the spool's disk refuses", own.failure);
            }
        } finally {
            syncing.unlock();
        }
    }

    /// What one flush makes durable.
    private record Flush(SpoolSegment segment, Batch batch, long upTo) {}

    private Flush begin() {
        lock.lock();
        try {
            Flush flush = new Flush(segments.getLast(), batch, written);
            batch = new Batch();
            return flush;
        } finally {
            lock.unlock();
        }
    }

    /// Flushes everything written so far, for all waiting callers.
    private void sync() {
        Flush flush = begin();
        try {
            flush.segment().sync();
            refuses = false;
        } catch (IOException e) {
            LOG.error("[SPOOL] the spool's disk refuses", e);
            flush.batch().failure = e;
            abandon();
        }
        flush.batch().obsolete = true;
        synced = flush.upTo();
    }

    /// After a failed flush it is unknown what the disk has, so later entries go to another file.
    private void abandon() {
        lock.lock();
        try {
            refuses = true;
            current = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        List<StoredEntry> kept = new ArrayList<>();
        NavigableMap<Long, SpoolSegment> entries = find(from, limit);
        entries.forEach((position, segment) -> {
            try {
                byte[] payload = segment.read(position);
                kept.add(new StoredEntry(
                        position, position + SpoolSegment.HEADER + payload.length, SpoolDocuments.read(payload)));
            } catch (IOException | RuntimeException e) {
                LOG.error("[SPOOL] an entry of the spool cannot be read and is left out", e);
                drop(position);
            }
        });
        return kept.isEmpty() && !entries.isEmpty() ? read(entries.lastKey() + 1, limit) : kept;
    }

    private NavigableMap<Long, SpoolSegment> find(long from, int limit) {
        NavigableMap<Long, SpoolSegment> found = new TreeMap<>();
        lock.lock();
        try {
            for (var next : index.tailMap(from, true).entrySet()) {
                if (next.getKey() >= synced || found.size() == limit) {
                    break;
                }
                found.put(next.getKey(), next.getValue());
            }
        } finally {
            lock.unlock();
        }
        return found;
    }

    private void drop(long position) {
        lock.lock();
        try {
            index.remove(position);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forget(long before) {
        lock.lock();
        try {
            index.headMap(Math.min(before, synced), false).clear();
            clean();
        } catch (IOException e) {
            LOG.error("[SPOOL] a file of the spool could not be deleted", e);
        } finally {
            lock.unlock();
        }
    }

    /// Deletes the files that hold no needed entries any more.
    private void clean() throws IOException {
        long needed = index.isEmpty() ? written : index.firstKey();
        while (!segments.isEmpty() && segments.getFirst().end() <= needed) {
            SpoolSegment obsolete = segments.removeFirst();
            current = obsolete == current ? null : current;
            obsolete.delete();
            refuses = false;
        }
    }

    @Override
    public void setAside(Entry entry) {
        aside.keep(entry);
    }

    @Override
    public int eraseSetAside(Predicate<Entry> which) {
        return aside.erase(which);
    }

    @Override
    public SetAsideSummary setAsideSummary() {
        return aside.kept();
    }

    @Override
    public Level level() {
        lock.lock();
        try {
            // Without a test write, nobody would know that the disk accepts writes again until the next message,
            // which may go elsewhere until then.
            if (refuses && !closed) {
                refuses = limit - bytes() < MIN_FREE || !folder.acceptsWrites();
            }
            return new Level(index.size(), bytes(), limit, !refuses);
        } finally {
            lock.unlock();
        }
    }

    private long bytes() {
        return segments.stream().mapToLong(SpoolSegment::size).sum();
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            for (SpoolSegment segment : segments) {
                segment.close();
            }
        } finally {
            lock.unlock();
            folder.close();
        }
    }
}
