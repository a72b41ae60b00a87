package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.HttpTrace.Kind;
import dev.recado.adapter.simulator.LoopbackServer.Incoming;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the parts of one stand-in share: its record, the faults ordered, time and chance.
final class Workings implements AutoCloseable {
    private record Redelivery(Duration every, int most) {}

    private final Provider provider;
    private final StandInOptions options;
    private final Ledger ledger;
    private final FaultPlan faults;
    private final Sids sids;
    private final Poster poster;
    private final Map<Kind, LongAdder> asked = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Redelivery redelivery = new Redelivery(Duration.ZERO, 0);

    Workings(Provider provider, StandInOptions options) {
        this.provider = provider;
        this.options = options;
        ledger = new Ledger(options.capacity());
        faults = new FaultPlan(provider);
        sids = new Sids(options.random());
        poster = new Poster(options.clock());
    }

    Provider provider() {
        return provider;
    }

    StandInOptions options() {
        return options;
    }

    Ledger ledger() {
        return ledger;
    }

    FaultPlan faults() {
        return faults;
    }

    Sids sids() {
        return sids;
    }

    Poster poster() {
        return poster;
    }

    InstantSource clock() {
        return options.clock();
    }

    /// Waits for `time`, or less when the stand-in is closed.
    ///
    /// @return false when it is being closed
    boolean pause(Duration time) throws InterruptedException {
        return !closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// From now on, what Recado does not take with a 2xx is posted again, at most `most` times.
    void redeliver(Duration every, int most) {
        redelivery = new Redelivery(every, most);
    }

    /// Posts once, and again as often as was ordered, until it is taken.
    ///
    /// @return the last exchange
    HttpTrace untilTaken(Supplier<HttpTrace> post) {
        var order = redelivery;
        var trace = post.get();
        try {
            for (int i = 0; i < order.most() && !trace.succeeded() && pause(order.every()); i++) {
                trace = post.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return trace;
    }

    /// Counts a request of Recado's, and puts it down beside the message `sid` when there is one.
    void trace(@Nullable String sid, Kind kind, Instant at, Incoming incoming, Answer answer) {
        asked.computeIfAbsent(kind, _ -> new LongAdder()).increment();
        if (sid != null) {
            ledger.trace(sid, Served.trace(kind, at, Duration.between(at, clock().instant()), incoming, answer));
        }
    }

    long asked(Kind kind) {
        var count = asked.get(kind);
        return count == null ? 0 : count.sum();
    }

    @Override
    public void close() {
        closing.countDown();
        poster.close();
    }
}
