package dev.recado.domain.notification;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/// Sends notifications in the background: at once when one comes in, and whatever is found due in the store. So many
/// at the same time; the others wait there.
public final class NotificationScheduler {
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final int AT_ONCE = 50;

    private final SendNotification send;
    private final Notifications notifications;
    private final Timer timer;
    private final InstantSource clock;
    private final Set<String> underWay = new HashSet<>();
    private volatile boolean stopping;

    public NotificationScheduler(SendNotification send, Notifications notifications, Timer timer, InstantSource clock) {
        this.send = send;
        this.notifications = notifications;
        this.timer = timer;
        this.clock = clock;
    }

    /// Looks now, and from then on every few seconds, for what is due.
    public void start() {
        timer.after(Duration.ZERO, this::sweep);
    }

    /// Begins no other one.
    public void stop() {
        stopping = true;
    }

    /// This one may be due. Without room for it, it is found later.
    void wake(String id) {
        if (!stopping && begin(id)) {
            timer.after(Duration.ZERO, () -> run(id));
        }
    }

    private synchronized boolean begin(String id) {
        return underWay.size() < AT_ONCE && underWay.add(id);
    }

    private synchronized void end(String id) {
        underWay.remove(id);
    }

    private synchronized int room() {
        return AT_ONCE - underWay.size();
    }

    private void run(String id) {
        Duration again = Duration.ZERO;
        try {
            again = send.attempt(id);
        } catch (PortUnavailableException e) {
            // it is due again soon, whatever was done of it
        } finally {
            end(id);
        }
        if (again.isPositive() && again.compareTo(EVERY) < 0) {
            timer.after(again, () -> wake(id));
        }
    }

    private void sweep() {
        try {
            int room = stopping ? 0 : room();
            if (room > 0) {
                notifications.due(clock.instant(), room).forEach(this::wake);
            }
        } catch (PortUnavailableException e) {
            // the next sweep finds the same
        } finally {
            timer.after(EVERY, this::sweep);
        }
    }
}
