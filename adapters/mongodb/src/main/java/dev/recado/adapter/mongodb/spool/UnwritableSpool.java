package dev.recado.adapter.mongodb.spool;

import dev.recado.domain.PortUnavailableException;
import java.util.List;
import java.util.function.Predicate;

/// Stands in where no spool can be written: it accepts nothing.
public record UnwritableSpool(long limit) implements CloseableSpool {

    @Override
    public List<Long> appendAll(List<Entry> entries) {
        throw new PortUnavailableException("there is no spool: the data folder cannot be written");
    }

    @Override
    public List<StoredEntry> read(long from, int limit) {
        return List.of();
    }

    @Override
    public void forget(long before) {}

    @Override
    public void setAside(Entry entry) {
        throw new PortUnavailableException("there is no spool: the data folder cannot be written");
    }

    @Override
    public int eraseSetAside(Predicate<Entry> which) {
        return 0;
    }

    @Override
    public SetAsideSummary setAsideSummary() {
        return SetAsideSummary.NONE;
    }

    @Override
    public void close() {}

    @Override
    public Level level() {
        return new Level(0, 0, limit, false);
    }
}
