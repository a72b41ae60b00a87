package dev.recado.domain.usecase;

import dev.recado.domain.model.DeliveryReceipt;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.Inbox.Appended;
import dev.recado.domain.port.MessageLog.Applied;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.Spool;
import dev.recado.domain.port.Spool.Entry;
import dev.recado.domain.port.Spool.Kept;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;

/// Takes news in, safely: into the store, or into the spool while the store is gone. As long as the spool holds
/// messages, every further one goes through it too, so that none overtakes another.
public final class Intake implements RecordReceiptUseCase {
    private static final int BATCH = 500;

    private final Inbox inbox;
    private final RecordReceiptUseCase receipts;
    private final Spool spool;
    private final Overdue overdue;
    private final EventSink events;
    /// Shared by whoever appends to the spool; taken alone by whoever finds it empty.
    private final ReadWriteLock appending = new ReentrantReadWriteLock(true);

    private volatile boolean spooling;

    /// Reads what an earlier life of the process left in the spool.
    ///
    /// @param receipts records in the store alone
    public Intake(Inbox inbox, RecordReceiptUseCase receipts, Spool spool, Overdue overdue, EventSink events) {
        this.inbox = inbox;
        this.receipts = receipts;
        this.spool = spool;
        this.overdue = overdue;
        this.events = events;
        long from = 0;
        for (List<Kept> kept = spool.read(from, BATCH); !kept.isEmpty(); kept = spool.read(from, BATCH)) {
            kept.forEach(this::expect);
            from = kept.getLast().next();
            spooling = true;
        }
    }

    /// Where a message went.
    enum Taken {
        STORED,
        DUPLICATE,
        SPOOLED
    }

    /// Returns when the message is safe.
    ///
    /// @throws PortUnavailableException when neither the store nor the spool could take it; whether it was taken is
    ///     then not known, and a repeat is safe
    Taken take(InboundMessage message) {
        if (spooling && spoolWhile(message)) {
            return Taken.SPOOLED;
        }
        try {
            return inbox.append(message) == Appended.STORED ? Taken.STORED : Taken.DUPLICATE;
        } catch (PortUnavailableException gone) {
            append(new Entry.Arrived(message), gone);
            return Taken.SPOOLED;
        }
    }

    /// Records a receipt, or keeps it for when the store is back: it is then not matched yet. Receipts are ranked, so
    /// one that overtakes another does no harm.
    @Override
    public Applied record(DeliveryReceipt receipt) {
        try {
            return receipts.record(receipt);
        } catch (PortUnavailableException gone) {
            append(new Entry.Reported(receipt), gone);
            return Applied.UNMATCHED;
        }
    }

    private void append(Entry entry, PortUnavailableException gone) {
        appending.readLock().lock();
        try {
            keep(entry);
            spooling = true;
        } catch (PortUnavailableException full) {
            full.addSuppressed(gone);
            throw full;
        } finally {
            appending.readLock().unlock();
        }
        events.publish(new Event.Spooled(entry));
    }

    /// @return false when the spool is not in use any more
    private boolean spoolWhile(InboundMessage message) {
        Entry.Arrived arrived = new Entry.Arrived(message);
        appending.readLock().lock();
        try {
            if (!spooling) {
                return false;
            }
            keep(arrived);
        } finally {
            appending.readLock().unlock();
        }
        events.publish(new Event.Spooled(arrived));
        return true;
    }

    private void keep(Entry entry) {
        long position = spool.append(entry);
        if (entry instanceof Entry.Arrived arrived) {
            overdue.add(position, arrived.message());
        }
    }

    private void expect(Kept kept) {
        if (kept.entry() instanceof Entry.Arrived arrived) {
            overdue.add(kept.position(), arrived.message());
        }
    }

    /// Whether messages go through the spool.
    boolean isSpooling() {
        return spooling;
    }

    /// Ends the spooling: nothing is added to the spool while the last entries are brought to the store, and then
    /// messages go there again.
    ///
    /// @param empties brings what is left; whether that was all
    void finish(BooleanSupplier empties) {
        appending.writeLock().lock();
        try {
            if (empties.getAsBoolean()) {
                spooling = false;
            }
        } finally {
            appending.writeLock().unlock();
        }
    }
}
