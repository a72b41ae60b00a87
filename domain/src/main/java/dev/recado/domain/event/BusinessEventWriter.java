package dev.recado.domain.event;

import dev.recado.domain.BackgroundTask;
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
public final class BusinessEventWriter implements BackgroundTask, BusinessEventSink {
    private static final Duration FLUSH_DELAY = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int MAX_PENDING = 10_000;
    private static final int BATCH = 500;
    /// Bounds one search while other processes write all the time.
    private static final int MAX_PAGES = 100;

    private final EventLog log;
    private final Timer timer;
    private final EventSink events;
    private final Map<String, BusinessEvent> pending = new LinkedHashMap<>();
    private boolean flushing;
    private boolean searchScheduled;
    private volatile Runnable writtenListener = () -> {};

    public BusinessEventWriter(EventLog log, Timer timer, EventSink events) {
        this.log = log;
        this.timer = timer;
        this.events = events;
    }

    /// Sets the listener that is called after new events were written.
    public void onWritten(Runnable listener) {
        writtenListener = listener;
    }

    @Override
    public void submit(List<BusinessEvent> businessEvents) {
        boolean begin;
        boolean full;
        synchronized (this) {
            full = pending.size() + businessEvents.size() > MAX_PENDING;
            if (!full) {
                businessEvents.forEach(event -> pending.putIfAbsent(event.id(), event));
            }
            begin = !flushing && !pending.isEmpty();
            flushing |= begin;
        }
        if (begin) {
            timer.after(FLUSH_DELAY, this::flush);
        }
        if (full) {
            scheduleSearch();
        }
    }

    /// Searches now for events that an earlier process left, and every minute for those of other processes.
    @Override
    public void start() {
        timer.after(Duration.ZERO, this::search);
        timer.after(SWEEP, this::sweep);
    }

    /// Writes the events in memory, as far as the store accepts them.
    public void stop() {
        flush();
    }

    /// Writes all batches. A batch that fails stays with its conversations too, and does not hold up the next.
    private void flush() {
        RuntimeException failure = null;
        for (List<BusinessEvent> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                write(batch);
            } catch (PortUnavailableException _) {
                scheduleSearch();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// Takes the next batch; when it is empty, the next event that arrives starts a new flush.
    private synchronized List<BusinessEvent> next() {
        List<BusinessEvent> batch = pending.values().stream().limit(BATCH).toList();
        batch.forEach(event -> pending.remove(event.id()));
        flushing = !batch.isEmpty();
        return batch;
    }

    private void write(List<BusinessEvent> batch) {
        List<BusinessEvent> fresh = log.record(batch);
        if (!fresh.isEmpty()) {
            events.publish(new Event.BusinessEventsRecorded(fresh));
            writtenListener.run();
        }
    }

    private void scheduleSearch() {
        boolean begin;
        synchronized (this) {
            begin = !searchScheduled;
            searchScheduled = true;
        }
        if (begin) {
            timer.after(RETRY, this::search);
        }
    }

    private void search() {
        synchronized (this) {
            searchScheduled = false;
        }
        try {
            writeUnrecorded();
        } catch (PortUnavailableException _) {
            scheduleSearch();
        }
    }

    private void sweep() {
        try {
            search();
        } finally {
            timer.after(SWEEP, this::sweep);
        }
    }

    private void writeUnrecorded() {
        for (int page = 0; page < MAX_PAGES; page++) {
            List<BusinessEvent> unrecorded = log.unrecorded(BATCH);
            if (unrecorded.isEmpty()) {
                return;
            }
            for (int from = 0; from < unrecorded.size(); from += BATCH) {
                write(new ArrayList<>(unrecorded.subList(from, Math.min(unrecorded.size(), from + BATCH))));
            }
        }
    }
}
