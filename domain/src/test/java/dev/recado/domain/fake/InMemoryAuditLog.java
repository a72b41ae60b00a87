package dev.recado.domain.fake;

import dev.recado.domain.people.AuditEntry;
import dev.recado.domain.people.AuditLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An audit log in memory.
public final class InMemoryAuditLog implements AuditLog {
    private static final Comparator<AuditEntry> NEWEST_FIRST =
            Comparator.comparing(AuditEntry::at).thenComparing(AuditEntry::id).reversed();

    private final List<AuditEntry> entries = new ArrayList<>();

    @Override
    public synchronized void add(AuditEntry entry) {
        if (entries.stream().noneMatch(one -> one.id().equals(entry.id()))) {
            entries.add(entry);
        }
    }

    @Override
    public synchronized List<AuditEntry> list(Filter filter, int limit, @Nullable Place after) {
        return entries.stream()
                .filter(entry -> filter.who() == null || entry.who().id().equals(filter.who()))
                .filter(entry -> filter.action() == null || entry.action() == filter.action())
                .filter(entry -> filter.subject() == null || filter.subject().equals(entry.subject()))
                .filter(entry -> after == null || isAfter(entry, after))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    private static boolean isAfter(AuditEntry entry, Place place) {
        int byTime = entry.at().compareTo(place.at());
        return byTime < 0 || (byTime == 0 && entry.id().compareTo(place.id()) < 0);
    }
}
