package dev.recado.adapter.mongodb.connection;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.intake.Processes.Watch;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether this process sees a store that takes writes: by what its own calls met, and by what the driver hears from
/// the servers, which tells of a failover also to a process that has nothing to write just then.
final class StoreAvailability implements ClusterListener {
    private @Nullable Watch watch;
    private Set<ServerAddress> writable = Set.of();
    private boolean unreachable;
    private boolean withoutPrimary;

    synchronized void watch(Watch watch) {
        this.watch = watch;
        if (isLost()) {
            watch.lost();
        }
    }

    /// The sink, with an ear to what the breaker tells.
    EventSink observing(EventSink events) {
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
            if (writable.isEmpty() && now.isEmpty() && !withoutPrimary) {
                // not connected yet
                return;
            }
            if (set && !now.isEmpty() && !writable.isEmpty() && !now.equals(writable) && watch != null) {
                // from one to the next without a moment between
                watch.lost();
                watch.found();
            }
            withoutPrimary = now.isEmpty();
            writable = now;
        });
    }

    private boolean isLost() {
        return unreachable || withoutPrimary;
    }

    private synchronized void see(Runnable change) {
        boolean before = isLost();
        change.run();
        if (watch != null && isLost() != before) {
            if (before) {
                watch.found();
            } else {
                watch.lost();
            }
        }
    }
}
