package dev.recado.adapter.mongodb.connection;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stops calls to a store that cannot be reached: after one such failure every call fails at once, until a ping
/// in the background succeeds. Failures of other kinds do not open it. Thread-safe.
public final class StoreCircuitBreaker implements AutoCloseable {
    private static final long PING_INTERVAL_MILLIS = 500;

    private final Runnable ping;
    private final EventSink events;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String reason;
    private long since;

    /// @param ping pings the store, and throws when there is no answer in a second or two
    StoreCircuitBreaker(Runnable ping, EventSink events) {
        this.ping = ping;
        this.events = events;
    }

    /// @throws PortUnavailableException while the store is gone
    void check(String operation) {
        String gone = reason;
        if (gone != null) {
            throw new PortUnavailableException("the store is gone, " + operation + " was not tried: " + gone);
        }
    }

    public boolean isOpen() {
        return reason != null;
    }

    /// Records a failed call: opens the breaker when the store could not be reached.
    public void failed(RuntimeException failure) {
        if (unreachable(failure)) {
            gone(failure.getClass().getSimpleName());
        }
    }

    /// Opens the breaker. A repeat is harmless.
    ///
    /// @param why in a word or two, safe to log
    public void gone(String why) {
        synchronized (this) {
            if (reason != null || closed.getCount() == 0) {
                return;
            }
            reason = why;
            since = System.nanoTime();
        }
        events.publish(new Event.StoreUnavailable(why));
        Thread.ofVirtual().name("recado-store-ping").start(this::pingUntilBack);
    }

    private static boolean unreachable(RuntimeException failure) {
        return switch (failure) {
            case MongoSocketException _ -> true;
            case MongoTimeoutException _ -> true;
            case MongoNotPrimaryException _ -> true;
            case MongoNodeIsRecoveringException _ -> true;
            default -> failure.getCause() instanceof MongoException cause && unreachable(cause);
        };
    }

    private void pingUntilBack() {
        try {
            while (!closed.await(PING_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (answers()) {
                    back();
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try {
            ping.run();
            return true;
        } catch (MongoException | IllegalStateException _) {
            return false;
        }
    }

    private void back() {
        Duration after;
        synchronized (this) {
            reason = null;
            after = Duration.ofNanos(System.nanoTime() - since);
        }
        events.publish(new Event.StoreRecovered(after));
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
