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

/// Brings what lies in the spool into the store, oldest first, as soon as the store is back; while it is not, gives
/// users whose time is up their apology. A crash in the middle repeats some of it, which changes nothing.
public final class SpoolDrainer {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final int BATCH = 500;
    private static final int APOLOGIES_AT_ONCE = 64;
    /// How often the store fails at an entry, while it takes others, until it has to queue again behind them.
    private static final int PATIENCE = 20;

    private final Parts parts;
    private final Targets targets;
    private final Timer timer;
    private final Executor threads;
    private final InstantSource clock;
    private final EventSink events;
    private long drained;
    private int stuck;
    /// Positions of what is set aside already, and lies behind what is not brought yet.
    private final Set<Long> aside = new HashSet<>();

    private long brought;
    private Instant began = Instant.EPOCH;

    /// @param threads runs each piece of work on a thread of its own that may block
    public SpoolDrainer(
            Parts parts, Targets targets, Timer timer, Executor threads, InstantSource clock, EventSink events) {
        this.parts = parts;
        this.targets = targets;
        this.timer = timer;
        this.threads = threads;
        this.clock = clock;
        this.events = events;
    }

    /// The spool and who knows what is in it.
    public record Parts(
            Spool spool,
            DurableIntake intake,
            FailureNotices failureNotices,
            SpoolDeadlines overdue,
            EntryRefusals refusals) {}

    /// Where the entries go.
    ///
    /// @param receipts records in the store alone
    public record Targets(Inbox inbox, RecordReceiptUseCase receipts, Dispatcher dispatcher) {}

    /// Looks from now on ever so often whether there is something to do.
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
            // A question that costs nothing: whether the store is there at all.
            targets.inbox().unanswered(Instant.EPOCH, Instant.EPOCH, 1);
            began = brought == 0 ? clock.instant() : began;
            // Their turns write the apologies down.
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
            // as if it had come in just now: what a user wrote in a row is answered together
            targets.dispatcher().arrived(arrived.message());
        }
    }

    /// @return the positions of those that are out of the way now
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

    /// The store fails at the oldest, not at others, and does not say why. They must not wait for it forever.
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

    /// What must stay in order among itself: the messages of one user.
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
                    // A turn brings it: see Apologies.
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
        // What was apologised for reaches the store together with its apology.
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
