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

/// Keeps callers from a store that is gone: after a failure to reach it every call fails at once, until the store
/// gives a sign of life in the background. What the store refuses for other reasons is no such failure.
public final class StoreCircuitBreaker implements AutoCloseable {
    private static final long PAUSE_MILLIS = 500;

    private final Runnable ping;
    private final EventSink events;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String reason;
    private long since;

    /// @param ping asks the store, and throws when it does not answer in a second or two
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

    /// A call failed: when the store could not be reached, nobody else needs to find that out.
    public void failed(RuntimeException failure) {
        if (unreachable(failure)) {
            gone(failure.getClass().getSimpleName());
        }
    }

    /// The store does not answer. A repeat is harmless.
    ///
    /// @param why in a word or two, fit for the log
    public void gone(String why) {
        synchronized (this) {
            if (reason != null || closed.getCount() == 0) {
                return;
            }
            reason = why;
            since = System.nanoTime();
        }
        events.publish(new Event.StoreGone(why));
        Thread.ofVirtual().name("recado-store-ping").start(this::pingUntilBack);
    }

    private static boolean unreachable(RuntimeException failure) {
        return switch (failure) {
            case MongoSocketException ignored -> true;
            case MongoTimeoutException ignored -> true;
            case MongoNotPrimaryException ignored -> true;
            case MongoNodeIsRecoveringException ignored -> true;
            default -> failure.getCause() instanceof MongoException cause && unreachable(cause);
        };
    }

    private void pingUntilBack() {
        try {
            while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (answers()) {
                    back();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try {
            ping.run();
            return true;
        } catch (MongoException | IllegalStateException e) {
            return false;
        }
    }

    private void back() {
        Duration after;
        synchronized (this) {
            reason = null;
            after = Duration.ofNanos(System.nanoTime() - since);
        }
        events.publish(new Event.StoreBack(after));
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
