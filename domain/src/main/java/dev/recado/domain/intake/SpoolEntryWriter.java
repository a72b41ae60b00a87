package dev.recado.domain.intake;

import dev.recado.domain.EntryRefusedException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.StoredEntry;
import dev.recado.domain.turn.EntryRefusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Writes the spool's entries to the store: those of one user in their order, those of different users at the
/// same time. What the store refuses again and again is set aside. A repeat is harmless.
public final class SpoolEntryWriter {
    private final Inbox inbox;
    private final RecordReceiptUseCase receipts;
    private final SpoolDeadlines deadlines;
    private final EntryRefusals refusals;
    private final ParallelWork work;
    private final EventSink events;
    /// Positions of entries that are set aside but lie behind entries not stored yet.
    private final Set<Long> aside = new HashSet<>();

    /// @param receipts records receipts in the store only
    /// @param threads runs each task on its own thread, which may block
    public SpoolEntryWriter(
            Inbox inbox,
            RecordReceiptUseCase receipts,
            SpoolDeadlines deadlines,
            EntryRefusals refusals,
            Executor threads,
            EventSink events) {
        this.inbox = inbox;
        this.receipts = receipts;
        this.deadlines = deadlines;
        this.refusals = refusals;
        this.work = new ParallelWork(threads);
        this.events = events;
    }

    /// Returns if the store answers a query that costs nothing.
    ///
    /// @throws PortUnavailableException if it does not
    void requireStore() {
        inbox.unanswered(Instant.EPOCH, Instant.EPOCH, 1);
    }

    /// Sends failure notices to these users.
    void sendFailureNotices(Collection<SpoolDeadlines.User> users) {
        work.each(users, deadlines::sendFailureNotice);
    }

    /// Writes a batch.
    ///
    /// @return the positions of the entries that need no more work: they are stored, or set aside
    Set<Long> write(List<StoredEntry> batch) {
        Map<Object, List<StoredEntry>> groups = new LinkedHashMap<>();
        for (StoredEntry kept : batch) {
            groups.computeIfAbsent(groupOf(kept), _ -> new ArrayList<>()).add(kept);
        }
        Set<Long> done = ConcurrentHashMap.newKeySet();
        Map<Long, EntryRefusedException> refused = new ConcurrentHashMap<>();
        work.each(groups.values(), group -> write(group, done, refused));
        done.addAll(setAside(batch, refused));
        return done;
    }

    /// Returns whether the entry was set aside, and forgets it: the spool is read from behind it.
    boolean passesSetAside(StoredEntry kept) {
        return aside.remove(kept.position());
    }

    /// Returns what must stay in order: the messages of one user.
    private static Object groupOf(StoredEntry kept) {
        return switch (kept.entry()) {
            case Entry.Message arrived -> arrived.message().conversationId();
            case Entry.Receipt _ -> kept.position();
            case Entry.FailureNoticeMark _ -> kept.position();
        };
    }

    private void write(List<StoredEntry> group, Set<Long> done, Map<Long, EntryRefusedException> refused) {
        for (StoredEntry kept : group) {
            if (!aside.contains(kept.position())) {
                try {
                    write(kept);
                } catch (EntryRefusedException e) {
                    refused.put(kept.position(), e);
                    return;
                } catch (PortUnavailableException _) {
                    return;
                }
            }
            done.add(kept.position());
        }
    }

    private void write(StoredEntry kept) {
        switch (kept.entry()) {
            case Entry.Message arrived -> {
                write(arrived.message());
                deadlines.remove(kept.position(), arrived.message());
            }
            case Entry.Receipt reported -> receipts.record(reported.receipt());
            // a turn records it: see FailureNotices
            case Entry.FailureNoticeMark _ -> {}
        }
        refusals.accepted(kept.entry());
    }

    private void write(InboundMessage message) {
        // a message with a failure notice is stored together with that notice
        if (!deadlines.failureNotices().covers(message.id()) && inbox.append(message) == Appended.STORED) {
            events.publish(new Event.Received(message));
        }
    }

    /// @return the positions of the entries that are set aside now
    private Set<Long> setAside(List<StoredEntry> batch, Map<Long, EntryRefusedException> refused) {
        Map<Entry, EntryRefusedException> entries = new LinkedHashMap<>();
        for (StoredEntry kept : batch) {
            EntryRefusedException why = refused.get(kept.position());
            if (why != null) {
                entries.put(kept.entry(), why);
            }
        }
        Set<Entry> setAside = refusals.count(entries);
        Set<Long> positions = new HashSet<>();
        for (StoredEntry kept : batch) {
            if (refused.containsKey(kept.position()) && setAside.contains(kept.entry())) {
                positions.add(kept.position());
                if (kept.entry() instanceof Entry.Message arrived) {
                    deadlines.remove(kept.position(), arrived.message());
                }
            }
        }
        aside.addAll(positions);
        return positions;
    }
}
