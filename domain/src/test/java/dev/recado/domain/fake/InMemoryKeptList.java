package dev.recado.domain.fake;

import dev.recado.domain.kept.KeptList;
import java.util.List;

/// A kept list in memory.
public final class InMemoryKeptList<T> implements KeptList<T> {
    private Stored<T> stored = new Stored<>(List.of(), 0);
    private Runnable beforeReplace = () -> {};

    /// Runs once, between the next read of a list and its replacement: another person's change.
    public synchronized void beforeReplace(Runnable other) {
        beforeReplace = other;
    }

    @Override
    public synchronized Stored<T> read() {
        return stored;
    }

    @Override
    public synchronized long version() {
        return stored.version();
    }

    @Override
    public synchronized boolean replace(long version, List<T> items) {
        Runnable other = beforeReplace;
        beforeReplace = () -> {};
        other.run();
        if (version != stored.version()) {
            return false;
        }
        stored = new Stored<>(items, version + 1);
        return true;
    }
}
