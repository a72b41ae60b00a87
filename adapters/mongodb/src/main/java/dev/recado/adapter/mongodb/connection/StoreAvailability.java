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

/// Whether the store accepts writes, as this process sees it: from the outcome of its own calls, and from the
/// driver's monitoring of the servers, which reports a failover also to a process that writes nothing.
final class StoreAvailability implements ClusterListener {
    private @Nullable Watch watch;
    private Set<ServerAddress> writable = Set.of();
    private boolean unreachable;
    private boolean withoutPrimary;

    synchronized void watch(Watch watch) {
        this.watch = watch;
        if (isLost()) {
            watch.storeLost();
        }
    }

    /// Passes events on to the sink, and observes those of the circuit breaker.
    EventSink observing(EventSink events) {
        return event -> {
            if (event instanceof Event.StoreUnavailable) {
                update(() -> unreachable = true);
            } else if (event instanceof Event.StoreRecovered) {
                update(() -> unreachable = false);
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
        boolean isReplicaSet = event.getNewDescription().getType() == ClusterType.REPLICA_SET;
        update(() -> {
            if (writable.isEmpty() && now.isEmpty() && !withoutPrimary) {
                // Not connected yet.
                return;
            }
            if (isReplicaSet && !now.isEmpty() && !writable.isEmpty() && !now.equals(writable) && watch != null) {
                // The primary changed without a gap.
                watch.storeLost();
                watch.storeFound();
            }
            withoutPrimary = now.isEmpty();
            writable = now;
        });
    }

    private boolean isLost() {
        return unreachable || withoutPrimary;
    }

    private synchronized void update(Runnable change) {
        boolean wasLost = isLost();
        change.run();
        if (watch != null && isLost() != wasLost) {
            if (wasLost) {
                watch.storeFound();
            } else {
                watch.storeLost();
            }
        }
    }
}
