package dev.recado.domain.notification;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/// Sends notifications in the background: new ones at once, and those found due in the store. The number at a
/// time is bounded; the others wait in the store.
public final class NotificationScheduler implements BackgroundTask {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(3);
    private static final int MAX_CONCURRENT = 50;

    private final SendNotification send;
    private final Notifications notifications;
    private final Timer timer;
    private final InstantSource clock;
    private final Set<String> inProgress = new HashSet<>();
    private volatile boolean stopping;

    public NotificationScheduler(SendNotification send, Notifications notifications, Timer timer, InstantSource clock) {
        this.send = send;
        this.notifications = notifications;
        this.timer = timer;
        this.clock = clock;
    }

    /// Looks for due notifications now and then every few seconds.
    @Override
    public void start() {
        timer.after(Duration.ZERO, this::sweep);
    }

    /// Starts no further notification.
    public void stop() {
        stopping = true;
    }

    /// Signals that this notification may be due. If there is no room, the sweep finds it later.
    void wake(String id) {
        if (!stopping && begin(id)) {
            timer.after(Duration.ZERO, () -> run(id));
        }
    }

    private synchronized boolean begin(String id) {
        return inProgress.size() < MAX_CONCURRENT && inProgress.add(id);
    }

    private synchronized void end(String id) {
        inProgress.remove(id);
    }

    private synchronized int freeSlots() {
        return MAX_CONCURRENT - inProgress.size();
    }

    private void run(String id) {
        Duration again = Duration.ZERO;
        try {
            again = send.attempt(id);
        } catch (PortUnavailableException _) {
            // it is due again soon, whatever was done
        } finally {
            end(id);
        }
        if (again.isPositive() && again.compareTo(SWEEP_INTERVAL) < 0) {
            timer.after(again, () -> wake(id));
        }
    }

    private void sweep() {
        try {
            int room = stopping ? 0 : freeSlots();
            if (room > 0) {
                notifications.due(clock.instant(), room).forEach(this::wake);
            }
        } catch (PortUnavailableException _) {
            // the next sweep finds the same notifications
        } finally {
            timer.after(SWEEP_INTERVAL, this::sweep);
        }
    }
}
