package dev.recado.domain.usecase;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.PortUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Finds what waits in the store and nobody works on: what an earlier life of the process, or a write whose answer
/// was lost, left behind.
public final class Recovery {
    private static final Duration RETRY = Duration.ofSeconds(2);
    /// Clocks of several machines differ a little.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final int BATCH = 10_000;

    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Timer timer;
    private final InstantSource clock;
    private final AtomicBoolean requested = new AtomicBoolean();

    public Recovery(Inbox inbox, Dispatcher dispatcher, Timer timer, InstantSource clock) {
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.timer = timer;
        this.clock = clock;
    }

    /// Looks soon, and again until the store answers. Requests while one is under way are one.
    public void request() {
        if (requested.compareAndSet(false, true)) {
            timer.after(RETRY, this::look);
        }
    }

    /// Looks now, again until the store answers, and from then on ever so often for what a process that died has
    /// left.
    public void start() {
        if (requested.compareAndSet(false, true)) {
            timer.after(Duration.ZERO, this::look);
        }
        timer.after(PERIOD, this::sweep);
    }

    /// Leaves alone what came in lately: whoever took it in is most likely at work on it.
    private void sweep() {
        try {
            inbox.unanswered(clock.instant().minus(PERIOD), BATCH).forEach(dispatcher::recovered);
        } catch (PortUnavailableException e) {
            request();
        } finally {
            timer.after(PERIOD, this::sweep);
        }
    }

    private void look() {
        requested.set(false);
        try {
            List<InboundMessage> left = inbox.unanswered(clock.instant().plus(SKEW), BATCH);
            left.forEach(dispatcher::recovered);
            if (left.size() == BATCH) {
                request();
            }
        } catch (PortUnavailableException e) {
            request();
        }
    }
}
