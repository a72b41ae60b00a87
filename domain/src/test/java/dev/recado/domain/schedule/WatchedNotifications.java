package dev.recado.domain.schedule;

import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.Notifications;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store of notifications, as one process sees it.
final class WatchedNotifications implements Notifications {
    private final World world;
    private final Life life;
    private final WatchedStore watched;
    private final InMemoryStore store;

    WatchedNotifications(World world, Life life, WatchedStore watched) {
        this.world = world;
        this.life = life;
        this.watched = watched;
        this.store = world.store;
    }

    @Override
    public Optional<Kept> put(Notification notification) {
        return watched.call(() -> {
            world.tell(() -> life + " stores " + notification);
            return store.put(notification);
        });
    }

    @Override
    public Optional<Kept> find(String id) {
        return watched.call(() -> store.find(id));
    }

    @Override
    public List<String> due(Instant now, int limit) {
        return watched.call(() -> store.due(now, limit));
    }

    @Override
    public Optional<Taken> take(String id, Instant now, Instant until) {
        return watched.call(() -> {
            Optional<Taken> taken = store.take(id, now, until);
            world.tell(() -> life + " takes " + id + ": " + taken.isPresent());
            return taken;
        });
    }

    @Override
    public void postpone(Taken taken, Instant due) {
        watched.call(() -> {
            store.postpone(taken, due);
            world.tell(() -> life + " postpones " + taken.notification().id() + " until " + due);
            return true;
        });
    }

    @Override
    public void reopen(String id, Instant due) {
        watched.call(() -> {
            store.reopen(id, due);
            return true;
        });
    }

    @Override
    public boolean close(Taken taken, Notification.Status status, @Nullable String reason, Instant at) {
        return watched.call(() -> {
            boolean closed = store.close(taken, status, reason, at);
            world.tell(() -> life + (closed ? " closes " : " may not close ")
                    + taken.notification().id() + " as " + status + ", " + reason);
            return closed;
        });
    }
}
