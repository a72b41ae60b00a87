package dev.recado.domain.intake;

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

/// Entries of the spool that the store will not have, though it answers. Each is tried a bounded number of
/// times, and then set aside: what lies behind it must not wait for it forever. A restart counts anew.
public final class EntryRefusals {
    /// With the pause between two attempts some five seconds: a rule that is changed back at once costs nothing.
    static final int MOST = 10;

    private final Spool spool;
    private final EventSink events;
    private final Map<Entry, Integer> counts = new HashMap<>();

    public EntryRefusals(Spool spool, EventSink events) {
        this.spool = spool;
        this.events = events;
    }

    /// The store refused these once more.
    ///
    /// @return those that are set aside now
    public synchronized Set<Entry> count(Map<Entry, EntryRefusedException> refused) {
        Set<Entry> aside = new HashSet<>();
        String reason = "";
        for (Map.Entry<Entry, EntryRefusedException> each : refused.entrySet()) {
            if (counts.merge(each.getKey(), 1, Integer::sum) >= MOST && setAside(each.getKey())) {
                reason = aside.isEmpty() ? String.valueOf(each.getValue().getMessage()) : reason;
                aside.add(each.getKey());
            }
        }
        if (!aside.isEmpty()) {
            events.publish(new Event.EntriesSetAside(
                    aside.size(), reason, spool.aside().remedy()));
        }
        return aside;
    }

    private boolean setAside(Entry entry) {
        try {
            spool.setAside(entry);
            counts.remove(entry);
            return true;
        } catch (PortUnavailableException e) {
            // Where it cannot be kept apart it stays where it is.
            return false;
        }
    }

    /// The store took an entry.
    synchronized void taken(Entry entry) {
        counts.remove(entry);
    }
}
