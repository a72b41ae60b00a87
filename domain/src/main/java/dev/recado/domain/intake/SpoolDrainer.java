package dev.recado.domain.intake;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.StoredEntry;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.FailureNotices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Stores the spool's entries, oldest first, once the store is available again; until then it sends failure
/// notices to users whose deadline passed. A crash repeats some of the work, which is harmless.
public final class SpoolDrainer implements BackgroundTask {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final int BATCH = 500;
    private static final int MAX_NOTICES = 64;
    /// How often the store fails on an entry, while it takes others, before the entry moves to the end of the
    /// spool.
    private static final int MAX_STUCK = 20;

    private final DurableIntake intake;
    private final Spool spool;
    private final SpoolDeadlines deadlines;
    private final FailureNotices failureNotices;
    private final SpoolEntryWriter writer;
    private final Dispatcher dispatcher;
    private final Timer timer;
    private final InstantSource clock;
    private final EventSink events;
    private long drained;
    private int stuck;
    private long storedCount;
    private Instant startedAt = Instant.EPOCH;

    public SpoolDrainer(
            DurableIntake intake,
            SpoolEntryWriter writer,
            Dispatcher dispatcher,
            Timer timer,
            InstantSource clock,
            EventSink events) {
        this.intake = intake;
        this.spool = intake.spool();
        this.deadlines = intake.deadlines();
        this.failureNotices = deadlines.failureNotices();
        this.writer = writer;
        this.dispatcher = dispatcher;
        this.timer = timer;
        this.clock = clock;
        this.events = events;
    }

    /// Starts checking regularly.
    @Override
    public void start() {
        timer.after(PERIOD, this::look);
    }

    private void look() {
        try {
            if (intake.isSpooling() || spool.level().entries() > 0) {
                work();
            }
        } finally {
            timer.after(PERIOD, this::look);
        }
    }

    private void work() {
        try {
            writer.requireStore();
            startedAt = storedCount == 0 ? clock.instant() : startedAt;
            // their turns record the failure notices
            failureNotices.open(BATCH).forEach(mark -> mark.messages().forEach(dispatcher::recovered));
            drain();
        } catch (PortUnavailableException _) {
            writer.sendFailureNotices(deadlines.takeDue(MAX_NOTICES));
        }
    }

    private void drain() {
        boolean going = true;
        while (going) {
            List<StoredEntry> batch = spool.read(drained, BATCH);
            if (batch.size() == BATCH) {
                going = storeAll(batch);
            } else {
                intake.finish(this::storeRest);
                going = false;
            }
        }
        forget();
        if (storedCount > 0 && !intake.isSpooling()) {
            events.publish(new Event.SpoolDrained(storedCount, Duration.between(startedAt, clock.instant())));
            storedCount = 0;
        }
    }

    private boolean storeRest() {
        boolean all = true;
        List<StoredEntry> batch = spool.read(drained, BATCH);
        while (all && !batch.isEmpty()) {
            all = storeAll(batch);
            batch = spool.read(drained, BATCH);
        }
        return all;
    }

    /// @return whether the store has all of them now
    private boolean storeAll(List<StoredEntry> batch) {
        Set<Long> done = writer.write(batch);
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
        if (kept.entry() instanceof Entry.FailureNoticeMark || writer.passesSetAside(kept)) {
            return;
        }
        storedCount++;
        if (kept.entry() instanceof Entry.Message arrived
                && arrived.message().expectsTurn()
                && !failureNotices.covers(arrived.message().id())) {
            // as if it had just arrived, so that consecutive messages are answered together
            dispatcher.arrived(arrived.message());
        }
    }

    /// The store fails on the oldest entry but not on others, and does not say why. The others must not wait for
    /// it forever.
    private void blocked(StoredEntry oldest) {
        stuck++;
        if (stuck >= MAX_STUCK) {
            long position = spool.append(oldest.entry());
            if (oldest.entry() instanceof Entry.Message arrived) {
                deadlines.add(position, arrived.message());
                deadlines.remove(oldest.position(), arrived.message());
            }
            drained = oldest.next();
            stuck = 0;
        }
    }

    private void forget() {
        spool.forget(Math.min(drained, failureNotices.oldest().orElse(drained)));
    }
}
