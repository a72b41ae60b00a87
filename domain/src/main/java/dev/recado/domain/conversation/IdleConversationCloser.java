package dev.recado.domain.conversation;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessEventSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// Closes conversations without messages for a long time. The next message opens them again. All processes
/// sweep; each conversation is closed by one of them.
public final class IdleConversationCloser implements BackgroundTask {
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(1);
    private static final int PAGE = 100;
    /// Bounds one sweep, for the first one of a large store.
    private static final int PAGES = 20;

    private final SessionStore sessions;
    private final BusinessEventSink businessEvents;
    private final Duration timeout;
    private final Timer timer;
    private final InstantSource clock;
    private final RandomGenerator chance;

    /// @param timeout how long a conversation may be idle; zero for no limit
    public IdleConversationCloser(
            SessionStore sessions,
            BusinessEventSink businessEvents,
            Duration timeout,
            Timer timer,
            InstantSource clock,
            RandomGenerator chance) {
        this.sessions = sessions;
        this.businessEvents = businessEvents;
        this.timeout = timeout;
        this.timer = timer;
        this.clock = clock;
        this.chance = chance;
    }

    /// Sweeps about every minute from now on.
    @Override
    public void start() {
        if (timeout.isPositive()) {
            timer.after(period(), this::sweep);
        }
    }

    /// The period, varied by a quarter, so that processes that start together do not sweep together.
    private Duration period() {
        Duration period = timeout.compareTo(LONGEST_PERIOD) < 0 ? timeout : LONGEST_PERIOD;
        return period.plusMillis((long) (period.toMillis() * (chance.nextDouble() - 0.5) / 2));
    }

    private void sweep() {
        try {
            close();
        } catch (PortUnavailableException e) {
            // the next sweep finds the same
        } finally {
            timer.after(period(), this::sweep);
        }
    }

    private void close() {
        for (int page = 0; page < PAGES; page++) {
            Instant now = clock.instant();
            List<BusinessEvent> closed = sessions.closeSilent(now.minus(timeout), now, PAGE);
            if (!closed.isEmpty()) {
                businessEvents.submit(closed);
            }
            if (closed.size() < PAGE) {
                return;
            }
        }
    }
}
