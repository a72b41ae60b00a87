package dev.recado.domain.notification;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.notification.Notifications.DueNotification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Sends notifications in the background: new ones at once, and those found due in the store, answers of
/// people first. The number at a time is bounded, and smaller for what nobody asked for; the others wait in
/// the store.
public final class NotificationScheduler implements BackgroundTask {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(3);
    private static final int MAX_CONCURRENT = 50;
    /// Of those that nobody asked for: they take the sender's pace from the answers that come meanwhile.
    private static final int MAX_UNASKED = 10;

    private final SendNotification send;
    private final Notifications notifications;
    private final Timer timer;
    private final InstantSource clock;
    /// By id, whether nobody asked for it.
    private final Map<String, Boolean> inProgress = new HashMap<>();
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

    /// Signals that this notification may be due. If there is no room, it is found later.
    void wake(DueNotification due) {
        if (!stopping && begin(due)) {
            timer.after(Duration.ZERO, () -> run(due));
        }
    }

    private synchronized boolean begin(DueNotification due) {
        return room(due) > 0 && inProgress.putIfAbsent(due.id(), due.unasked()) == null;
    }

    private synchronized int room(DueNotification due) {
        return due.unasked() ? Math.min(MAX_UNASKED - unasked(), freeSlots()) : freeSlots();
    }

    private synchronized int unasked() {
        return (int) inProgress.values().stream().filter(unasked -> unasked).count();
    }

    private synchronized void end(DueNotification due) {
        inProgress.remove(due.id());
    }

    private synchronized int freeSlots() {
        return MAX_CONCURRENT - inProgress.size();
    }

    /// The next ones do not wait for the sweep where many are due.
    private void ended(DueNotification due) {
        boolean wasFull;
        synchronized (this) {
            wasFull = room(due) == 0;
            end(due);
        }
        if (wasFull && !stopping) {
            timer.after(Duration.ZERO, this::fill);
        }
    }

    private void run(DueNotification due) {
        Duration again = Duration.ZERO;
        try {
            again = send.attempt(due.id());
        } catch (PortUnavailableException _) {
            // it is due again soon, whatever was done
        } finally {
            ended(due);
        }
        if (again.isPositive() && again.compareTo(SWEEP_INTERVAL) < 0) {
            timer.after(again, () -> wake(due));
        }
    }

    private void sweep() {
        fill();
        timer.after(SWEEP_INTERVAL, this::sweep);
    }

    private void fill() {
        try {
            int room = stopping ? 0 : freeSlots();
            if (room > 0) {
                notifications.due(clock.instant(), room).forEach(this::wake);
            }
        } catch (PortUnavailableException _) {
            // the next sweep finds the same notifications
        }
    }
}
