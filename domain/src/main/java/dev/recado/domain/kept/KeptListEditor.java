package dev.recado.domain.kept;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.kept.KeptList.Stored;
import dev.recado.domain.kept.KeptOutcome.ChangedMeanwhile;
import dev.recado.domain.kept.KeptOutcome.Done;
import dev.recado.domain.kept.KeptOutcome.Full;
import dev.recado.domain.kept.KeptOutcome.NameTaken;
import dev.recado.domain.kept.KeptOutcome.NotFound;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.Caller;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Adds, changes and removes the items of a kept list, and records who did it. Two people who change different
/// items at the same time both succeed. Thread-safe.
///
/// Every method throws [PortUnavailableException] when the store does not answer; a retry may help.
public final class KeptListEditor<T extends KeptItem> {
    private static final int MAX_TRIES = 20;

    private final KeptList<T> list;
    private final int max;
    private final Action action;
    private final AuditTrail audit;
    private final InstantSource clock;

    /// @param max the most items
    /// @param action under which changes are recorded
    public KeptListEditor(KeptList<T> list, int max, Action action, AuditTrail audit, InstantSource clock) {
        this.list = list;
        this.max = max;
        this.action = action;
        this.audit = audit;
        this.clock = clock;
    }

    public List<T> all() {
        return list.read().items();
    }

    public Optional<T> find(String id) {
        return all().stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /// Adds an item at the end.
    public KeptOutcome<T> add(Caller by, Function<Edit, T> make) {
        T item = make.apply(Edit.first(by.author(), clock.instant()));
        return record(by, "added", write(items -> {
            Optional<T> namesake = namesake(items, item.name());
            if (namesake.isPresent()) {
                return new Change<>(new NameTaken<>(namesake.get()), items);
            }
            return items.size() >= max
                    ? new Change<>(new Full<>(max), items)
                    : new Change<>(new Done<>(item), with(items, items.size(), item));
        }));
    }

    /// Changes an item in its place.
    ///
    /// @param version that the caller knows; null to change it whatever others did
    /// @param change makes the new item of the one that is there
    public KeptOutcome<T> change(Caller by, String id, @Nullable Integer version, BiFunction<T, Edit, T> change) {
        return record(
                by,
                "changed",
                write(items -> of(items, id, version, (at, item) -> {
                    T changed = change.apply(item, item.edit().next(by.author(), clock.instant()));
                    return namesake(without(items, at), changed.name())
                            .map(other -> new Change<>(new NameTaken<>(other), items))
                            .orElseGet(() -> new Change<>(new Done<>(changed), with(without(items, at), at, changed)));
                })));
    }

    /// @param version that the caller knows; null to remove it whatever others did
    public KeptOutcome<T> remove(Caller by, String id, @Nullable Integer version) {
        return record(
                by,
                "removed",
                write(items ->
                        of(items, id, version, (at, item) -> new Change<>(new Done<>(item), without(items, at)))));
    }

    /// What a change comes to, and the list after it. The list is written only when the change is done.
    private record Change<T>(KeptOutcome<T> outcome, List<T> items) {}

    private Change<T> of(
            List<T> items, String id, @Nullable Integer version, BiFunction<Integer, T, Change<T>> change) {
        for (int at = 0; at < items.size(); at++) {
            T item = items.get(at);
            if (item.id().equals(id)) {
                return version != null && version != item.edit().version()
                        ? new Change<>(new ChangedMeanwhile<>(item), items)
                        : change.apply(at, item);
            }
        }
        return new Change<>(new NotFound<>(), items);
    }

    private KeptOutcome<T> write(Function<List<T>, Change<T>> change) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Stored<T> stored = list.read();
            Change<T> changed = change.apply(stored.items());
            if (!(changed.outcome() instanceof Done<T>) || list.replace(stored.version(), changed.items())) {
                return changed.outcome();
            }
        }
        throw new PortUnavailableException("kept list: others changed it each time");
    }

    private KeptOutcome<T> record(Caller by, String what, KeptOutcome<T> outcome) {
        if (outcome instanceof Done<T>(T item)) {
            audit.record(by, action, item.id(), Map.of("change", what));
        }
        return outcome;
    }

    private Optional<T> namesake(List<T> others, String name) {
        return others.stream()
                .filter(other -> other.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static <T> List<T> with(List<T> items, int at, T item) {
        List<T> more = new ArrayList<>(items);
        more.add(at, item);
        return more;
    }

    private static <T> List<T> without(List<T> items, int at) {
        List<T> fewer = new ArrayList<>(items);
        fewer.remove(at);
        return fewer;
    }
}
