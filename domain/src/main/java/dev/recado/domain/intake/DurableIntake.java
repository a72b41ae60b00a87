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
import dev.recado.domain.message.Spool.StoredEntry;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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
    private final SpoolDeadlines deadlines;
    private final EventSink events;
    /// Shared by threads that append to the spool; exclusive for the thread that finds it empty.
    private final ReadWriteLock appending = new ReentrantReadWriteLock(true);

    private volatile boolean spooling;
    /// The messages of the calls that have not ended, by call.
    private final Map<Object, List<InboundMessage>> underWay = new ConcurrentHashMap<>();

    /// Reads what an earlier process left in the spool.
    ///
    /// @param receipts records receipts in the store only
    public DurableIntake(
            Inbox inbox, RecordReceiptUseCase receipts, Spool spool, SpoolDeadlines deadlines, EventSink events) {
        this.inbox = inbox;
        this.receipts = receipts;
        this.spool = spool;
        this.deadlines = deadlines;
        this.events = events;
        long from = 0;
        for (List<StoredEntry> kept = spool.read(from, BATCH); !kept.isEmpty(); kept = spool.read(from, BATCH)) {
            kept.forEach(this::addDeadline);
            from = kept.getLast().next();
            spooling = true;
        }
    }

    /// Where a message was stored.
    enum StoredIn {
        STORED,
        DUPLICATE,
        SPOOLED
    }

    /// Returns once the messages are durable, with the place of each, in order.
    ///
    /// @throws PortUnavailableException when neither the store nor the spool could take one of them; others may
    ///     be stored, and a retry is safe
    List<StoredIn> take(List<InboundMessage> messages) {
        Object call = new Object();
        underWay.put(call, messages);
        try {
            return takeEach(messages);
        } finally {
            underWay.remove(call);
        }
    }

    private List<StoredIn> takeEach(List<InboundMessage> messages) {
        Map<MessageId, InboundMessage> once = new LinkedHashMap<>();
        messages.forEach(message -> once.putIfAbsent(message.id(), message));
        Map<MessageId, StoredIn> taken = storeOrSpool(List.copyOf(once.values()));
        return messages.stream()
                // the second of two equal messages in a batch is a duplicate
                .map(message -> Objects.requireNonNull(taken.put(message.id(), StoredIn.DUPLICATE)))
                .toList();
    }

    private Map<MessageId, StoredIn> storeOrSpool(List<InboundMessage> messages) {
        Map<MessageId, StoredIn> taken = new HashMap<>();
        messages.forEach(message -> taken.put(message.id(), StoredIn.SPOOLED));
        if (spooling && appendIfSpooling(entries(messages))) {
            return taken;
        }
        Map<MessageId, Appended> appended = inbox.appendAll(messages);
        appended.forEach((id, how) -> taken.put(id, how == Appended.STORED ? StoredIn.STORED : StoredIn.DUPLICATE));
        if (taken.containsValue(StoredIn.SPOOLED)) {
            append(entries(messages.stream()
                    .filter(message -> !appended.containsKey(message.id()))
                    .toList()));
        }
        return taken;
    }

    private static List<Entry> entries(List<InboundMessage> messages) {
        return messages.stream().<Entry>map(Entry.Message::new).toList();
    }

    @Override
    public Applied record(DeliveryReceipt receipt) {
        return recordAll(List.of(receipt)).getFirst();
    }

    /// Records receipts, or spools them while the store is unavailable; spooled ones count as not matched yet.
    /// Receipts are ranked, so order and repeats do not matter.
    @Override
    public List<Applied> recordAll(List<DeliveryReceipt> incoming) {
        try {
            return receipts.recordAll(incoming);
        } catch (PortUnavailableException unavailable) {
            try {
                append(incoming.stream().<Entry>map(Entry.Receipt::new).toList());
            } catch (PortUnavailableException full) {
                full.addSuppressed(unavailable);
                throw full;
            }
            return Collections.nCopies(incoming.size(), Applied.UNMATCHED);
        }
    }

    private void append(List<Entry> entries) {
        appending.readLock().lock();
        try {
            appendToSpool(entries);
            spooling = true;
        } finally {
            appending.readLock().unlock();
        }
        entries.forEach(entry -> events.publish(new Event.EntrySpooled(entry)));
    }

    /// @return false when the spool is no longer in use
    private boolean appendIfSpooling(List<Entry> entries) {
        appending.readLock().lock();
        try {
            if (!spooling) {
                return false;
            }
            appendToSpool(entries);
        } finally {
            appending.readLock().unlock();
        }
        entries.forEach(entry -> events.publish(new Event.EntrySpooled(entry)));
        return true;
    }

    private void appendToSpool(List<Entry> entries) {
        List<Long> positions = spool.appendAll(entries);
        for (int i = 0; i < positions.size(); i++) {
            if (entries.get(i) instanceof Entry.Message arrived) {
                deadlines.add(positions.get(i), arrived.message());
            }
        }
    }

    private void addDeadline(StoredEntry kept) {
        if (kept.entry() instanceof Entry.Message arrived) {
            deadlines.add(kept.position(), arrived.message());
        }
    }

    Spool spool() {
        return spool;
    }

    SpoolDeadlines deadlines() {
        return deadlines;
    }

    /// Returns whether messages go through the spool.
    boolean isSpooling() {
        return spooling;
    }

    /// Whether the store may lack a message that was received before this time.
    boolean mayHold(Instant before) {
        // in this order: what is under way may end in the spool
        boolean slow = underWay.values().stream()
                .flatMap(List::stream)
                .anyMatch(message -> message.receivedAt().isBefore(before));
        return slow || spooling;
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
