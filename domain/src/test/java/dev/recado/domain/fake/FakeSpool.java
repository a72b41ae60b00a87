package dev.recado.domain.fake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.message.Spool;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A spool in memory that survives the process that a test restarts. An entry takes one byte.
public final class FakeSpool implements Spool {
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Set<Entry> aside = new LinkedHashSet<>();
    private final long limit;
    private long next;
    private boolean refuses;

    public FakeSpool(long limit) {
        this.limit = limit;
    }

    /// Sets whether the disk refuses to write.
    public synchronized void refuses(boolean refuses) {
        this.refuses = refuses;
    }

    /// All entries, in order.
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public synchronized List<Long> appendAll(List<Entry> entries) {
        return entries.stream().map(this::keep).toList();
    }

    private long keep(Entry entry) {
        if (refuses || entries.size() >= limit) {
            throw new PortUnavailableException(refuses ? "the disk is told to refuse" : "the spool is full");
        }
        entries.put(next, entry);
        return next++;
    }

    @Override
    public synchronized List<StoredEntry> read(long from, int limit) {
        return entries.tailMap(from).entrySet().stream()
                .limit(limit)
                .map(e -> new StoredEntry(e.getKey(), e.getKey() + 1, e.getValue()))
                .toList();
    }

    @Override
    public synchronized void forget(long before) {
        entries.headMap(before).clear();
    }

    /// The entries that were set aside, in order.
    public synchronized List<Entry> asideEntries() {
        return List.copyOf(aside);
    }

    @Override
    public synchronized void setAside(Entry entry) {
        if (refuses) {
            throw new PortUnavailableException("the disk is told to refuse");
        }
        aside.add(entry);
    }

    @Override
    public synchronized int eraseSetAside(Predicate<Entry> which) {
        int before = aside.size();
        aside.removeIf(which);
        return before - aside.size();
    }

    @Override
    public synchronized SetAsideSummary setAsideSummary() {
        return aside.isEmpty()
                ? SetAsideSummary.NONE
                : new SetAsideSummary(aside.size(), "mend the cause and bring them back");
    }

    @Override
    public synchronized Level level() {
        return new Level(entries.size(), entries.size(), limit, !refuses && entries.size() < limit);
    }
}
