package dev.recado.domain.intake;

import dev.recado.domain.EntryRefusedException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.StoredEntry;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.EntryRefusals;
import dev.recado.domain.turn.FailureNotices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Stores the spool's entries, oldest first, once the store is available again; until then it sends failure
/// notices to users whose deadline passed. A crash repeats some of the work, which is harmless.
public final class SpoolDrainer {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final int BATCH = 500;
    private static final int MAX_NOTICES = 64;
    /// How often the store fails on an entry, while it takes others, before the entry moves to the end of the
    /// spool.
    private static final int MAX_STUCK = 20;

    private final Parts parts;
    private final Targets targets;
    private final Timer timer;
    private final Executor threads;
    private final InstantSource clock;
    private final EventSink events;
    private long drained;
    private int stuck;
    /// Positions of entries that are set aside but lie behind entries not stored yet.
    private final Set<Long> aside = new HashSet<>();

    private long storedCount;
    private Instant startedAt = Instant.EPOCH;

    /// @param threads runs each task on its own thread, which may block
    public SpoolDrainer(
            Parts parts, Targets targets, Timer timer, Executor threads, InstantSource clock, EventSink events) {
        this.parts = parts;
        this.targets = targets;
        this.timer = timer;
        this.threads = threads;
        this.clock = clock;
        this.events = events;
    }

    /// The spool and those who know its contents.
    public record Parts(
            Spool spool,
            DurableIntake intake,
            FailureNotices failureNotices,
            SpoolDeadlines deadlines,
            EntryRefusals refusals) {}

    /// Where the entries go.
    ///
    /// @param receipts records receipts in the store only
    public record Targets(Inbox inbox, RecordReceiptUseCase receipts, Dispatcher dispatcher) {}

    /// Starts checking regularly.
    public void start() {
        timer.after(PERIOD, this::look);
    }

    private void look() {
        try {
            if (parts.intake().isSpooling() || parts.spool().level().entries() > 0) {
                work();
            }
        } finally {
            timer.after(PERIOD, this::look);
        }
    }

    private void work() {
        try {
            // A query that costs nothing shows whether the store answers.
            targets.inbox().unanswered(Instant.EPOCH, Instant.EPOCH, 1);
            startedAt = storedCount == 0 ? clock.instant() : startedAt;
            // Their turns record the failure notices.
            parts.failureNotices()
                    .open(BATCH)
                    .forEach(mark -> mark.messages().forEach(targets.dispatcher()::recovered));
            drain();
        } catch (PortUnavailableException _) {
            runInParallel(parts.deadlines().takeDue(MAX_NOTICES), parts.deadlines()::sendFailureNotice);
        }
    }

    private void drain() {
        boolean going = true;
        while (going) {
            List<StoredEntry> batch = parts.spool().read(drained, BATCH);
            if (batch.size() == BATCH) {
                going = storeAll(batch);
            } else {
                parts.intake().finish(this::storeRest);
                going = false;
            }
        }
        forget();
        if (storedCount > 0 && !parts.intake().isSpooling()) {
            events.publish(new Event.SpoolDrained(storedCount, Duration.between(startedAt, clock.instant())));
            storedCount = 0;
        }
    }

    private boolean storeRest() {
        boolean all = true;
        List<StoredEntry> batch = parts.spool().read(drained, BATCH);
        while (all && !batch.isEmpty()) {
            all = storeAll(batch);
            batch = parts.spool().read(drained, BATCH);
        }
        return all;
    }

    /// @return whether the store has all of them now
    private boolean storeAll(List<StoredEntry> batch) {
        Map<Object, List<StoredEntry>> groups = new LinkedHashMap<>();
        for (StoredEntry kept : batch) {
            groups.computeIfAbsent(groupOf(kept), _ -> new ArrayList<>()).add(kept);
        }
        Set<Long> done = ConcurrentHashMap.newKeySet();
        Map<Long, EntryRefusedException> refused = new ConcurrentHashMap<>();
        runInParallel(groups.values(), group -> storeAll(group, done, refused));
        done.addAll(setAside(batch, refused));
        int passed = 0;
        while (passed < batch.size() && done.contains(batch.get(passed).position())) {
            advance(batch.get(passed));
            passed++;
        }
        forget();
        if (passed == 0 && !done.isEmpty()) {
            blocked(batch.getFirst());
        } else {
            stuck = 0;
        }
        return passed == batch.size();
    }

    private void advance(StoredEntry kept) {
        drained = kept.next();
        if (kept.entry() instanceof Entry.FailureNoticeMark || aside.remove(kept.position())) {
            return;
        }
        storedCount++;
        if (kept.entry() instanceof Entry.Message arrived
                && arrived.message().expectsTurn()
                && !parts.failureNotices().covers(arrived.message().id())) {
            // as if it had just arrived, so that consecutive messages are answered together
            targets.dispatcher().arrived(arrived.message());
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
        Set<Entry> setAside = parts.refusals().count(entries);
        Set<Long> positions = new HashSet<>();
        for (StoredEntry kept : batch) {
            if (refused.containsKey(kept.position()) && setAside.contains(kept.entry())) {
                positions.add(kept.position());
                if (kept.entry() instanceof Entry.Message arrived) {
                    parts.deadlines().remove(kept.position(), arrived.message());
                }
            }
        }
        aside.addAll(positions);
        return positions;
    }

    /// The store fails on the oldest entry but not on others, and does not say why. The others must not wait for
    /// it forever.
    private void blocked(StoredEntry oldest) {
        stuck++;
        if (stuck >= MAX_STUCK) {
            long position = parts.spool().append(oldest.entry());
            if (oldest.entry() instanceof Entry.Message arrived) {
                parts.deadlines().add(position, arrived.message());
                parts.deadlines().remove(oldest.position(), arrived.message());
            }
            drained = oldest.next();
            stuck = 0;
        }
    }

    private void forget() {
        parts.spool().forget(Math.min(drained, parts.failureNotices().oldest().orElse(drained)));
    }

    /// Returns what must stay in order: the messages of one user.
    private static Object groupOf(StoredEntry kept) {
        return switch (kept.entry()) {
            case Entry.Message arrived -> arrived.message().conversationId();
            case Entry.Receipt _ -> kept.position();
            case Entry.FailureNoticeMark _ -> kept.position();
        };
    }

    private void storeAll(List<StoredEntry> group, Set<Long> done, Map<Long, EntryRefusedException> refused) {
        for (StoredEntry kept : group) {
            if (aside.contains(kept.position())) {
                done.add(kept.position());
                continue;
            }
            try {
                switch (kept.entry()) {
                    case Entry.Message arrived -> {
                        store(arrived.message());
                        parts.deadlines().remove(kept.position(), arrived.message());
                    }
                    case Entry.Receipt reported -> targets.receipts().record(reported.receipt());
                    // A turn records it: see [FailureNotices].
                    case Entry.FailureNoticeMark _ -> {}
                }
                parts.refusals().accepted(kept.entry());
                done.add(kept.position());
            } catch (EntryRefusedException e) {
                refused.put(kept.position(), e);
                return;
            } catch (PortUnavailableException _) {
                return;
            }
        }
    }

    private void store(InboundMessage message) {
        // A message with a failure notice is stored together with that notice.
        if (!parts.failureNotices().covers(message.id()) && targets.inbox().append(message) == Appended.STORED) {
            events.publish(new Event.Received(message));
        }
    }

    private <T> void runInParallel(Collection<T> pieces, Consumer<T> work) {
        CountDownLatch remaining = new CountDownLatch(pieces.size());
        for (T piece : pieces) {
            threads.execute(() -> {
                try {
                    work.accept(piece);
                } finally {
                    remaining.countDown();
                }
            });
        }
        try {
            remaining.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("interrupted while draining the spool", e);
        }
    }
}
