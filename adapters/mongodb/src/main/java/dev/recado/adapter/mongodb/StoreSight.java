package dev.recado.adapter.mongodb;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Processes.Watch;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether this process sees a store that takes writes: by what its own calls met, and by what the driver hears from
/// the servers, which tells of a failover also to a process that has nothing to write just then.
final class StoreSight implements ClusterListener {
    private @Nullable Watch watch;
    private Set<ServerAddress> writable = Set.of();
    private boolean unreachable;
    private boolean leaderless;

    synchronized void watch(Watch watch) {
        this.watch = watch;
        if (isLost()) {
            watch.lost();
        }
    }

    /// The sink, with an ear to what the breaker tells.
    EventSink hearing(EventSink events) {
        return event -> {
            if (event instanceof Event.StoreGone) {
                see(() -> unreachable = true);
            } else if (event instanceof Event.StoreBack) {
                see(() -> unreachable = false);
            }
            events.publish(event);
        };
    }

    @Override
    public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
        Set<ServerAddress> now = event.getNewDescription().getServerDescriptions().stream()
                .filter(server -> server.isPrimary() && server.isOk())
                .map(ServerDescription::getAddress)
                .collect(Collectors.toUnmodifiableSet());
        boolean set = event.getNewDescription().getType() == ClusterType.REPLICA_SET;
        see(() -> {
            if (writable.isEmpty() && now.isEmpty() && !leaderless) {
                // not connected yet
                return;
            }
            if (set && !now.isEmpty() && !writable.isEmpty() && !now.equals(writable) && watch != null) {
                // from one to the next without a moment between
                watch.lost();
                watch.found();
            }
            leaderless = now.isEmpty();
            writable = now;
        });
    }

    private boolean isLost() {
        return unreachable || leaderless;
    }

    private synchronized void see(Runnable news) {
        boolean before = isLost();
        news.run();
        if (watch != null && isLost() != before) {
            if (before) {
                watch.found();
            } else {
                watch.lost();
            }
        }
    }
}
