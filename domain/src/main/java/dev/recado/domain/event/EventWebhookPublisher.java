package dev.recado.domain.event;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.event.Event.Pushed.Result;
import dev.recado.domain.event.EventOutbox.Due;
import dev.recado.domain.event.EventReceiver.Answer.NotTaken;
import dev.recado.domain.event.EventReceiver.Answer.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Delivers business events to the business's server: each at least once, a few at a time, mostly in order. A
/// refused event is retried with growing waits, a server that refuses everything gets growing pauses, and an
/// event that is not delivered within a day is set aside.
public final class EventWebhookPublisher implements ReplayEventsUseCase {
    private static final Duration EVERY = Duration.ofSeconds(3);
    /// Longer than one request can take.
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);
    private static final long FIRST_WAIT = 1_000;
    private static final long LONGEST_WAIT = 600_000;
    private static final long FIRST_PAUSE = 250;
    private static final long LONGEST_PAUSE = 60_000;
    private static final int AT_ONCE = 16;

    private final EventOutbox outbox;
    private final EventReceiver receiver;
    private final Timer timer;
    private final EventSink events;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private int underWay;
    private int failures;
    private boolean looking;
    private boolean woken;
    private boolean stopping;
    private Instant pausedUntil = Instant.MIN;

    public EventWebhookPublisher(
            EventOutbox outbox,
            EventReceiver receiver,
            Timer timer,
            EventSink events,
            InstantSource clock,
            RandomGenerator chance) {
        this.outbox = outbox;
        this.receiver = receiver;
        this.timer = timer;
        this.events = events;
        this.clock = clock;
        this.chance = chance;
    }

    /// Looks for due events now and then every few seconds.
    public void start() {
        timer.after(Duration.ZERO, this::sweep);
    }

    /// Starts no further delivery; undelivered events are delivered after the next start.
    public synchronized void stop() {
        stopping = true;
    }

    /// Signals that an event may be due.
    public void wake() {
        timer.after(Duration.ZERO, this::look);
    }

    /// Ends the pause too: an operator who asks for a replay has the server running again.
    @Override
    public int tellAgain() {
        int again = outbox.takeUpAgain(clock.instant());
        synchronized (this) {
            failures = 0;
            pausedUntil = Instant.MIN;
        }
        wake();
        return again;
    }

    private void sweep() {
        try {
            look();
        } finally {
            timer.after(EVERY, this::sweep);
        }
    }

    private void look() {
        int room = begin();
        if (room == 0) {
            return;
        }
        List<Due> due = List.of();
        try {
            Instant now = clock.instant();
            due = outbox.take(now, now.plus(LEASE), room);
        } catch (PortUnavailableException e) {
            // the next sweep finds the same events
        } finally {
            boolean again = end(due.size());
            due.forEach(one -> timer.after(Duration.ZERO, () -> tell(one)));
            if (again) {
                wake();
            }
        }
    }

    /// Does not look for each free slot, because one look costs three round trips to the store.
    private synchronized int begin() {
        woken |= looking;
        if (looking || stopping || underWay > AT_ONCE / 2 || clock.instant().isBefore(pausedUntil)) {
            return 0;
        }
        looking = true;
        return AT_ONCE - underWay;
    }

    /// @return whether there may be more
    private synchronized boolean end(int taken) {
        underWay += taken;
        boolean again = woken;
        looking = false;
        woken = false;
        return again;
    }

    private void tell(Due due) {
        try {
            Instant start = clock.instant();
            switch (receiver.tell(due.event())) {
                case Taken ignored -> taken(due, start);
                case NotTaken answer -> notTaken(due, start, answer);
            }
        } catch (PortUnavailableException e) {
            // it is due again when its lease expires, and is then sent once more with the same id
        } finally {
            done();
            wake();
        }
    }

    private synchronized void done() {
        underWay--;
    }

    private void taken(Due due, Instant start) {
        synchronized (this) {
            failures = 0;
        }
        outbox.delivered(due.event().id(), clock.instant());
        publish(due, Result.TAKEN, null, start);
    }

    private void notTaken(Due due, Instant start, NotTaken answer) {
        Duration asked = asked(answer);
        pause(asked);
        Instant now = clock.instant();
        if (now.isAfter(due.event().at().plus(LONGEST))) {
            outbox.setAside(due.event().id(), answer.reason(), now);
            publish(due, Result.SET_ASIDE, answer.reason(), start);
            return;
        }
        Duration wait = Duration.ofMillis(growing(FIRST_WAIT, LONGEST_WAIT, due.attempts()));
        Duration after = wait.compareTo(asked) > 0 ? wait : asked;
        outbox.postpone(due.event().id(), now.plus(after), answer.reason());
        publish(due, Result.NOT_TAKEN, answer.reason(), start);
        if (after.compareTo(EVERY) < 0) {
            timer.after(after, this::look);
        }
    }

    private static Duration asked(NotTaken answer) {
        Duration asked = answer.retryAfter() == null ? Duration.ZERO : answer.retryAfter();
        return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }

    /// The pause starts small, because one or two failures may be the fault of the events themselves.
    private synchronized void pause(Duration asked) {
        failures++;
        Duration wait = Duration.ofMillis(growing(FIRST_PAUSE, LONGEST_PAUSE, failures));
        Instant until = clock.instant().plus(wait.compareTo(asked) > 0 ? wait : asked);
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    /// Doubles each time, with a jitter of one fifth.
    private long growing(long first, long longest, int time) {
        long millis = Math.min(longest, first << Math.min(20, time - 1));
        return (long) (millis * (0.8 + 0.4 * chance.nextDouble()));
    }

    private void publish(Due due, Result result, @Nullable String reason, Instant start) {
        Duration took = Duration.between(start, clock.instant());
        events.publish(new Event.Pushed(due.event(), due.attempts(), result, reason, took));
    }
}
