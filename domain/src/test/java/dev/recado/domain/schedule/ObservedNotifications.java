package dev.recado.domain.schedule;

import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.Notifications;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store of notifications, as one process sees it.
final class ObservedNotifications implements Notifications {
    private final Simulation simulation;
    private final ProcessInstance process;
    private final ObservedStore watched;
    private final InMemoryStore store;

    ObservedNotifications(Simulation simulation, ProcessInstance process, ObservedStore watched) {
        this.simulation = simulation;
        this.process = process;
        this.watched = watched;
        this.store = simulation.store;
    }

    @Override
    public Optional<StoredNotification> put(Notification notification) {
        return watched.call(() -> {
            simulation.log(() -> process + " stores " + notification);
            return store.put(notification);
        });
    }

    @Override
    public Optional<StoredNotification> find(String id) {
        return watched.call(() -> store.find(id));
    }

    @Override
    public List<DueNotification> due(Instant now, int limit) {
        return watched.call(() -> store.due(now, limit));
    }

    @Override
    public Optional<ClaimedNotification> claim(String id, Instant now, Instant until) {
        return watched.call(() -> {
            Optional<ClaimedNotification> taken = store.claim(id, now, until);
            simulation.log(() -> process + " takes " + id + ": " + taken.isPresent());
            return taken;
        });
    }

    @Override
    public void postpone(ClaimedNotification taken, Instant due) {
        watched.call(() -> {
            store.postpone(taken, due);
            simulation.log(() -> process + " postpones " + taken.notification().id() + " until " + due);
            return true;
        });
    }

    @Override
    public boolean followsAnOpenOne(Notification message) {
        return watched.call(() -> store.followsAnOpenOne(message));
    }

    @Override
    public void reopen(String id, Instant due) {
        watched.call(() -> {
            store.reopen(id, due);
            return true;
        });
    }

    @Override
    public boolean close(ClaimedNotification taken, Notification.Status status, @Nullable String reason, Instant at) {
        return watched.call(() -> {
            boolean closed = store.close(taken, status, reason, at);
            simulation.log(() -> process + (closed ? " closes " : " may not close ")
                    + taken.notification().id() + " as " + status + ", " + reason);
            return closed;
        });
    }
}
