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
import dev.recado.domain.message.Spool.Kept;
import dev.recado.domain.turn.Dispatcher;
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
    private static final int APOLOGIES_AT_ONCE = 64;
    /// How often the store fails on an entry, while it takes others, before the entry moves to the end of the
    /// spool.
    private static final int PATIENCE = 20;

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

    private long brought;
    private Instant began = Instant.EPOCH;

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
            SpoolDeadlines overdue,
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
            began = brought == 0 ? clock.instant() : began;
            // Their turns record the failure notices.
            parts.failureNotices()
                    .open(BATCH)
                    .forEach(mark -> mark.messages().forEach(targets.dispatcher()::recovered));
            drain();
        } catch (PortUnavailableException gone) {
            eachOnItsOwn(parts.overdue().take(APOLOGIES_AT_ONCE), parts.overdue()::apologise);
        }
    }

    private void drain() {
        boolean going = true;
        while (going) {
            List<Kept> batch = parts.spool().read(drained, BATCH);
            if (batch.size() == BATCH) {
                going = bring(batch);
            } else {
                parts.intake().finish(this::bringRest);
                going = false;
            }
        }
        forget();
        if (brought > 0 && !parts.intake().isSpooling()) {
            events.publish(new Event.Drained(brought, Duration.between(began, clock.instant())));
            brought = 0;
        }
    }

    private boolean bringRest() {
        boolean all = true;
        List<Kept> batch = parts.spool().read(drained, BATCH);
        while (all && !batch.isEmpty()) {
            all = bring(batch);
            batch = parts.spool().read(drained, BATCH);
        }
        return all;
    }

    /// @return whether the store has all of them now
    private boolean bring(List<Kept> batch) {
        Map<Object, List<Kept>> rows = new LinkedHashMap<>();
        for (Kept kept : batch) {
            rows.computeIfAbsent(row(kept), key -> new ArrayList<>()).add(kept);
        }
        Set<Long> done = ConcurrentHashMap.newKeySet();
        Map<Long, EntryRefusedException> refused = new ConcurrentHashMap<>();
        eachOnItsOwn(rows.values(), row -> bring(row, done, refused));
        done.addAll(setAside(batch, refused));
        int passed = 0;
        while (passed < batch.size() && done.contains(batch.get(passed).position())) {
            pass(batch.get(passed));
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

    private void pass(Kept kept) {
        drained = kept.next();
        if (kept.entry() instanceof Entry.Apologising || aside.remove(kept.position())) {
            return;
        }
        brought++;
        if (kept.entry() instanceof Entry.Arrived arrived
                && arrived.message().expectsTurn()
                && !parts.failureNotices().covers(arrived.message().id())) {
            // as if it had just arrived, so that consecutive messages are answered together
            targets.dispatcher().arrived(arrived.message());
        }
    }

    /// @return the positions of the entries that are set aside now
    private Set<Long> setAside(List<Kept> batch, Map<Long, EntryRefusedException> refused) {
        Map<Entry, EntryRefusedException> entries = new LinkedHashMap<>();
        for (Kept kept : batch) {
            EntryRefusedException why = refused.get(kept.position());
            if (why != null) {
                entries.put(kept.entry(), why);
            }
        }
        Set<Entry> gone = parts.refusals().count(entries);
        Set<Long> positions = new HashSet<>();
        for (Kept kept : batch) {
            if (refused.containsKey(kept.position()) && gone.contains(kept.entry())) {
                positions.add(kept.position());
                if (kept.entry() instanceof Entry.Arrived arrived) {
                    parts.overdue().remove(kept.position(), arrived.message());
                }
            }
        }
        aside.addAll(positions);
        return positions;
    }

    /// The store fails on the oldest entry but not on others, and does not say why. The others must not wait for
    /// it forever.
    private void blocked(Kept oldest) {
        stuck++;
        if (stuck >= PATIENCE) {
            long position = parts.spool().append(oldest.entry());
            if (oldest.entry() instanceof Entry.Arrived arrived) {
                parts.overdue().add(position, arrived.message());
                parts.overdue().remove(oldest.position(), arrived.message());
            }
            drained = oldest.next();
            stuck = 0;
        }
    }

    private void forget() {
        parts.spool().forget(Math.min(drained, parts.failureNotices().oldest().orElse(drained)));
    }

    /// Returns what must stay in order: the messages of one user.
    private static Object row(Kept kept) {
        return switch (kept.entry()) {
            case Entry.Arrived arrived -> arrived.message().conversationId();
            case Entry.Reported ignored -> kept.position();
            case Entry.Apologising ignored -> kept.position();
        };
    }

    private void bring(List<Kept> row, Set<Long> done, Map<Long, EntryRefusedException> refused) {
        for (Kept kept : row) {
            if (aside.contains(kept.position())) {
                done.add(kept.position());
                continue;
            }
            try {
                switch (kept.entry()) {
                    case Entry.Arrived arrived -> {
                        store(arrived.message());
                        parts.overdue().remove(kept.position(), arrived.message());
                    }
                    case Entry.Reported reported -> targets.receipts().record(reported.receipt());
                    // A turn records it: see [FailureNotices].
                    case Entry.Apologising ignored -> {}
                }
                parts.refusals().taken(kept.entry());
                done.add(kept.position());
            } catch (EntryRefusedException e) {
                refused.put(kept.position(), e);
                return;
            } catch (PortUnavailableException e) {
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

    private <T> void eachOnItsOwn(Collection<T> pieces, Consumer<T> work) {
        CountDownLatch left = new CountDownLatch(pieces.size());
        for (T piece : pieces) {
            threads.execute(() -> {
                try {
                    work.accept(piece);
                } finally {
                    left.countDown();
                }
            });
        }
        try {
            left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("interrupted while draining the spool", e);
        }
    }
}
