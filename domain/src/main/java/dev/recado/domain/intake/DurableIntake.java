package dev.recado.domain.intake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.MessageLog.Applied;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.Kept;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;

/// Stores messages and receipts durably: in the store, or in the spool while the store is unavailable. While the
/// spool holds messages, new ones go through it too, so that none overtakes another.
public final class DurableIntake implements RecordReceiptUseCase {
    private static final int BATCH = 500;

    private final Inbox inbox;
    private final RecordReceiptUseCase receipts;
    private final Spool spool;
    private final SpoolDeadlines overdue;
    private final EventSink events;
    /// Shared by threads that append to the spool; exclusive for the thread that finds it empty.
    private final ReadWriteLock appending = new ReentrantReadWriteLock(true);

    private volatile boolean spooling;

    /// Reads what an earlier process left in the spool.
    ///
    /// @param receipts records receipts in the store only
    public DurableIntake(
            Inbox inbox, RecordReceiptUseCase receipts, Spool spool, SpoolDeadlines overdue, EventSink events) {
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

    /// Where a message was stored.
    enum Taken {
        STORED,
        DUPLICATE,
        SPOOLED
    }

    /// Returns once the messages are durable, with the place of each, in order.
    ///
    /// @throws PortUnavailableException when neither the store nor the spool could take one of them; others may
    ///     be stored, and a retry is safe
    List<Taken> take(List<InboundMessage> messages) {
        Map<MessageId, InboundMessage> once = new LinkedHashMap<>();
        messages.forEach(message -> once.putIfAbsent(message.id(), message));
        Map<MessageId, Taken> taken = takeEach(List.copyOf(once.values()));
        return messages.stream()
                // the second of two equal messages in a batch is a duplicate
                .map(message -> Objects.requireNonNull(taken.put(message.id(), Taken.DUPLICATE)))
                .toList();
    }

    private Map<MessageId, Taken> takeEach(List<InboundMessage> messages) {
        Map<MessageId, Taken> taken = new HashMap<>();
        messages.forEach(message -> taken.put(message.id(), Taken.SPOOLED));
        if (spooling && spoolWhile(arrived(messages))) {
            return taken;
        }
        Map<MessageId, Appended> appended = inbox.appendAll(messages);
        appended.forEach((id, how) -> taken.put(id, how == Appended.STORED ? Taken.STORED : Taken.DUPLICATE));
        if (taken.containsValue(Taken.SPOOLED)) {
            append(arrived(messages.stream()
                    .filter(message -> !appended.containsKey(message.id()))
                    .toList()));
        }
        return taken;
    }

    private static List<Entry> arrived(List<InboundMessage> messages) {
        return messages.stream().<Entry>map(Entry.Arrived::new).toList();
    }

    @Override
    public Applied record(DeliveryReceipt receipt) {
        return recordAll(List.of(receipt)).getFirst();
    }

    /// Records receipts, or spools them while the store is unavailable; spooled ones count as not matched yet.
    /// Receipts are ranked, so order and repeats do not matter.
    @Override
    public List<Applied> recordAll(List<DeliveryReceipt> news) {
        try {
            return receipts.recordAll(news);
        } catch (PortUnavailableException gone) {
            try {
                append(news.stream().<Entry>map(Entry.Reported::new).toList());
            } catch (PortUnavailableException full) {
                full.addSuppressed(gone);
                throw full;
            }
            return Collections.nCopies(news.size(), Applied.UNMATCHED);
        }
    }

    private void append(List<Entry> entries) {
        appending.readLock().lock();
        try {
            keep(entries);
            spooling = true;
        } finally {
            appending.readLock().unlock();
        }
        entries.forEach(entry -> events.publish(new Event.Spooled(entry)));
    }

    /// @return false when the spool is no longer in use
    private boolean spoolWhile(List<Entry> arrived) {
        appending.readLock().lock();
        try {
            if (!spooling) {
                return false;
            }
            keep(arrived);
        } finally {
            appending.readLock().unlock();
        }
        arrived.forEach(entry -> events.publish(new Event.Spooled(entry)));
        return true;
    }

    private void keep(List<Entry> entries) {
        List<Long> positions = spool.appendAll(entries);
        for (int i = 0; i < positions.size(); i++) {
            if (entries.get(i) instanceof Entry.Arrived arrived) {
                overdue.add(positions.get(i), arrived.message());
            }
        }
    }

    private void expect(Kept kept) {
        if (kept.entry() instanceof Entry.Arrived arrived) {
            overdue.add(kept.position(), arrived.message());
        }
    }

    /// Returns whether messages go through the spool.
    boolean isSpooling() {
        return spooling;
    }

    /// Ends spooling: nothing is appended while the last entries are stored, and afterwards messages go to the
    /// store again.
    ///
    /// @param empties stores the remaining entries and returns whether that was all
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
