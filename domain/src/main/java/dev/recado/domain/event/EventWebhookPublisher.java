package dev.recado.domain.event;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.event.Event.BusinessEventSent.Result;
import dev.recado.domain.event.EventOutbox.Due;
import dev.recado.domain.event.EventReceiver.Response.Accepted;
import dev.recado.domain.event.EventReceiver.Response.NotAccepted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Delivers business events to the business's server: each at least once, a few at a time, mostly in order. A
/// refused event is retried with growing waits, a server that refuses everything gets growing pauses, and an
/// event that is not delivered within a day is set aside.
public final class EventWebhookPublisher implements BackgroundTask, ReplayEventsUseCase {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(3);
    /// Longer than one request can take.
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration MAX_AGE = Duration.ofHours(24);
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);
    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final long MAX_WAIT_MILLIS = 600_000;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long MAX_PAUSE_MILLIS = 60_000;
    private static final int MAX_CONCURRENT = 16;

    private final EventOutbox outbox;
    private final EventReceiver receiver;
    private final Timer timer;
    private final EventSink events;
    private final InstantSource clock;
    private final RandomGenerator random;
    private int inFlight;
    private int failures;
    private Poll poll = Poll.NONE;
    private boolean stopping;
    private Instant pausedUntil = Instant.MIN;

    private enum Poll {
        NONE,
        RUNNING,
        /// An event may have become due since the running one began.
        RUNNING_AND_ANOTHER_WANTED
    }

    public EventWebhookPublisher(
            EventOutbox outbox,
            EventReceiver receiver,
            Timer timer,
            EventSink events,
            InstantSource clock,
            RandomGenerator random) {
        this.outbox = outbox;
        this.receiver = receiver;
        this.timer = timer;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /// Looks for due events now and then every few seconds.
    @Override
    public void start() {
        timer.after(Duration.ZERO, this::sweep);
    }

    /// Starts no further delivery; undelivered events are delivered after the next start.
    public synchronized void stop() {
        stopping = true;
    }

    /// Signals that an event may be due.
    public void wake() {
        timer.after(Duration.ZERO, this::poll);
    }

    /// Ends the pause too: an operator who asks for a replay has the server running again.
    @Override
    public int replay() {
        int requeued = outbox.requeue(clock.instant());
        synchronized (this) {
            failures = 0;
            pausedUntil = Instant.MIN;
        }
        wake();
        return requeued;
    }

    private void sweep() {
        try {
            poll();
        } finally {
            timer.after(SWEEP_INTERVAL, this::sweep);
        }
    }

    private void poll() {
        int room = beginPoll();
        if (room == 0) {
            return;
        }
        List<Due> due = List.of();
        try {
            Instant now = clock.instant();
            due = outbox.claim(now, now.plus(LEASE), room);
        } catch (PortUnavailableException _) {
            // the next sweep finds the same events
        } finally {
            boolean again = endPoll(due.size());
            due.forEach(one -> timer.after(Duration.ZERO, () -> deliver(one)));
            if (again) {
                wake();
            }
        }
    }

    /// Does not look for each free slot, because one look costs three round trips to the store.
    private synchronized int beginPoll() {
        if (poll != Poll.NONE) {
            poll = Poll.RUNNING_AND_ANOTHER_WANTED;
            return 0;
        }
        if (stopping || inFlight > MAX_CONCURRENT / 2 || clock.instant().isBefore(pausedUntil)) {
            return 0;
        }
        poll = Poll.RUNNING;
        return MAX_CONCURRENT - inFlight;
    }

    /// @return whether there may be more
    private synchronized boolean endPoll(int taken) {
        inFlight += taken;
        boolean again = poll == Poll.RUNNING_AND_ANOTHER_WANTED;
        poll = Poll.NONE;
        return again;
    }

    private void deliver(Due due) {
        try {
            Instant start = clock.instant();
            switch (receiver.deliver(due.event())) {
                case Accepted _ -> accepted(due, start);
                case NotAccepted response -> notAccepted(due, start, response);
            }
        } catch (PortUnavailableException _) {
            // it is due again when its lease expires, and is then sent once more with the same id
        } finally {
            finished();
            wake();
        }
    }

    private synchronized void finished() {
        inFlight--;
    }

    private void accepted(Due due, Instant start) {
        synchronized (this) {
            failures = 0;
        }
        outbox.delivered(due.event().id(), clock.instant());
        publish(due, Result.TAKEN, null, start);
    }

    private void notAccepted(Due due, Instant start, NotAccepted response) {
        Duration retryAfter = retryAfter(response);
        pause(retryAfter);
        Instant now = clock.instant();
        if (now.isAfter(due.event().at().plus(MAX_AGE))) {
            outbox.setAside(due.event().id(), response.reason(), now);
            publish(due, Result.SET_ASIDE, response.reason(), start);
            return;
        }
        Duration wait = Duration.ofMillis(backoff(FIRST_WAIT_MILLIS, MAX_WAIT_MILLIS, due.attempts()));
        Duration after = wait.compareTo(retryAfter) > 0 ? wait : retryAfter;
        outbox.postpone(due.event().id(), now.plus(after), response.reason());
        publish(due, Result.NOT_TAKEN, response.reason(), start);
        if (after.compareTo(SWEEP_INTERVAL) < 0) {
            timer.after(after, this::poll);
        }
    }

    private static Duration retryAfter(NotAccepted response) {
        Duration requested = response.retryAfter() == null ? Duration.ZERO : response.retryAfter();
        return requested.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : requested;
    }

    /// The pause starts small, because one or two failures may be the fault of the events themselves.
    private synchronized void pause(Duration retryAfter) {
        failures++;
        Duration wait = Duration.ofMillis(backoff(FIRST_PAUSE_MILLIS, MAX_PAUSE_MILLIS, failures));
        Instant until = clock.instant().plus(wait.compareTo(retryAfter) > 0 ? wait : retryAfter);
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    /// Doubles each time, with a jitter of one fifth.
    private long backoff(long first, long longest, int attempt) {
        long millis = Math.min(longest, first << Math.min(20, attempt - 1));
        return (long) (millis * (0.8 + 0.4 * random.nextDouble()));
    }

    private void publish(Due due, Result result, @Nullable String reason, Instant start) {
        Duration took = Duration.between(start, clock.instant());
        events.publish(new Event.BusinessEventSent(due.event(), due.attempts(), result, reason, took));
    }
}
