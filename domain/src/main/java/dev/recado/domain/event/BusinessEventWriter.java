package dev.recado.domain.event;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes business events to the event log in batches, in the background. Its memory is only a shortcut: events
/// that do not fit, cannot be written or are lost with the process stay with their conversations and are found
/// there later.
public final class BusinessEventWriter implements BusinessEventSink {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int MOST_HELD = 10_000;
    private static final int BATCH = 500;
    /// Bounds one search while other processes write all the time.
    private static final int PAGES = 100;

    private final EventLog log;
    private final Timer timer;
    private final EventSink events;
    private final Map<String, BusinessEvent> held = new LinkedHashMap<>();
    private boolean flushing;
    private boolean looking;
    private volatile Runnable written = () -> {};

    public BusinessEventWriter(EventLog log, Timer timer, EventSink events) {
        this.log = log;
        this.timer = timer;
        this.events = events;
    }

    /// Sets the listener that is called after new events were written.
    public void whenWritten(Runnable listener) {
        written = listener;
    }

    @Override
    public void take(List<BusinessEvent> told) {
        boolean begin;
        boolean full;
        synchronized (this) {
            full = held.size() + told.size() > MOST_HELD;
            if (!full) {
                told.forEach(event -> held.putIfAbsent(event.id(), event));
            }
            begin = !flushing && !held.isEmpty();
            flushing |= begin;
        }
        if (begin) {
            timer.after(EVERY, this::flush);
        }
        if (full) {
            lookSoon();
        }
    }

    /// Searches now for events that an earlier process left, and every minute for those of other processes.
    public void start() {
        timer.after(Duration.ZERO, this::look);
        timer.after(SWEEP, this::sweep);
    }

    /// Writes the events in memory, as far as the store accepts them.
    public void stop() {
        flush();
    }

    /// Writes all batches. A batch that fails stays with its conversations too, and does not hold up the next.
    private void flush() {
        RuntimeException broken = null;
        for (List<BusinessEvent> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                write(batch);
            } catch (PortUnavailableException e) {
                lookSoon();
            } catch (RuntimeException e) {
                broken = e;
            }
        }
        if (broken != null) {
            throw broken;
        }
    }

    /// Takes the next batch; when it is empty, the next event that arrives starts a new flush.
    private synchronized List<BusinessEvent> next() {
        List<BusinessEvent> batch = held.values().stream().limit(BATCH).toList();
        batch.forEach(event -> held.remove(event.id()));
        flushing = !batch.isEmpty();
        return batch;
    }

    private void write(List<BusinessEvent> batch) {
        List<BusinessEvent> fresh = log.record(batch);
        if (!fresh.isEmpty()) {
            events.publish(new Event.Chronicled(fresh));
            written.run();
        }
    }

    private void lookSoon() {
        boolean begin;
        synchronized (this) {
            begin = !looking;
            looking = true;
        }
        if (begin) {
            timer.after(RETRY, this::look);
        }
    }

    private void look() {
        synchronized (this) {
            looking = false;
        }
        try {
            bring();
        } catch (PortUnavailableException e) {
            lookSoon();
        }
    }

    private void sweep() {
        try {
            look();
        } finally {
            timer.after(SWEEP, this::sweep);
        }
    }

    private void bring() {
        for (int page = 0; page < PAGES; page++) {
            List<BusinessEvent> left = log.left(BATCH);
            if (left.isEmpty()) {
                return;
            }
            for (int from = 0; from < left.size(); from += BATCH) {
                write(new ArrayList<>(left.subList(from, Math.min(left.size(), from + BATCH))));
            }
        }
    }
}
