package dev.recado.domain.turn;

import dev.recado.domain.EntryRefusedException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Counts how often the store, although it answers, refuses an entry of the spool. After a bounded number of
/// attempts the entry is set aside, so that it does not block those behind it. A restart resets the counts.
public final class EntryRefusals {
    /// About five seconds of attempts, so that a mistaken rule in the store that is reverted at once has no
    /// effect.
    static final int MAX_REFUSALS = 10;

    private final Spool spool;
    private final EventSink events;
    private final Map<Entry, Integer> counts = new HashMap<>();

    public EntryRefusals(Spool spool, EventSink events) {
        this.spool = spool;
        this.events = events;
    }

    /// Counts one more refusal of each entry.
    ///
    /// @return the entries that are set aside now
    public synchronized Set<Entry> count(Map<Entry, EntryRefusedException> refused) {
        Set<Entry> aside = new HashSet<>();
        String reason = "";
        for (Map.Entry<Entry, EntryRefusedException> each : refused.entrySet()) {
            if (counts.merge(each.getKey(), 1, Integer::sum) >= MAX_REFUSALS && setAside(each.getKey())) {
                reason = aside.isEmpty() ? String.valueOf(each.getValue().getMessage()) : reason;
                aside.add(each.getKey());
            }
        }
        if (!aside.isEmpty()) {
            events.publish(new Event.EntriesSetAside(
                    aside.size(), reason, spool.setAsideSummary().remedy()));
        }
        return aside;
    }

    private boolean setAside(Entry entry) {
        try {
            spool.setAside(entry);
            counts.remove(entry);
            return true;
        } catch (PortUnavailableException _) {
            // An entry that cannot be set aside stays in place.
            return false;
        }
    }

    /// Forgets the refusals of an entry that the store accepted.
    public synchronized void accepted(Entry entry) {
        counts.remove(entry);
    }
}
