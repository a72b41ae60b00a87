package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.account.ProviderIdGenerator;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.HttpTrace.Kind;
import dev.recado.adapter.simulator.http.HttpTraceFactory;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.RecordingHttpClient;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.SimulatedProvider;
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

/// What the parts of a stand-in share: traffic log, ordered faults, clock and random generator.
public final class StandInContext implements AutoCloseable {
    private record Redelivery(Duration every, int max) {}

    private final SimulatedProvider provider;
    private final StandInOptions options;
    private final TrafficLog trafficLog;
    private final FaultPlan faults;
    private final ProviderIdGenerator idGenerator;
    private final RecordingHttpClient webhookClient;
    private final Map<Kind, LongAdder> requestCounts = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Redelivery redelivery = new Redelivery(Duration.ZERO, 0);

    public StandInContext(SimulatedProvider provider, StandInOptions options) {
        this.provider = provider;
        this.options = options;
        trafficLog = new TrafficLog(options.capacity());
        faults = new FaultPlan(provider);
        idGenerator = new ProviderIdGenerator(options.random());
        webhookClient = new RecordingHttpClient(options.clock());
    }

    public SimulatedProvider provider() {
        return provider;
    }

    public StandInOptions options() {
        return options;
    }

    public TrafficLog trafficLog() {
        return trafficLog;
    }

    public FaultPlan faults() {
        return faults;
    }

    public ProviderIdGenerator idGenerator() {
        return idGenerator;
    }

    public RecordingHttpClient webhookClient() {
        return webhookClient;
    }

    public InstantSource clock() {
        return options.clock();
    }

    /// Waits for `time`, or until the stand-in is closed.
    ///
    /// @return false when it is being closed
    public boolean pause(Duration time) throws InterruptedException {
        return !closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Posts again what Recado does not accept with a 2xx, at most `max` times.
    public void redeliver(Duration every, int max) {
        redelivery = new Redelivery(every, max);
    }

    /// Posts once, and repeats as configured until it is accepted.
    ///
    /// @return the last exchange
    public HttpTrace postUntilAccepted(Supplier<HttpTrace> post) {
        var order = redelivery;
        var trace = post.get();
        try {
            for (int i = 0; i < order.max() && !trace.succeeded() && pause(order.every()); i++) {
                trace = post.get();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return trace;
    }

    /// Counts a request of Recado's, and records it with the message `sid` if there is one.
    public void trace(@Nullable String sid, Kind kind, Instant at, Incoming incoming, StandInResponse answer) {
        requestCounts.computeIfAbsent(kind, _ -> new LongAdder()).increment();
        if (sid != null) {
            trafficLog.trace(
                    sid, HttpTraceFactory.trace(kind, at, Duration.between(at, clock().instant()), incoming, answer));
        }
    }

    public long requestCount(Kind kind) {
        var count = requestCounts.get(kind);
        return count == null ? 0 : count.sum();
    }

    @Override
    public void close() {
        closing.countDown();
        webhookClient.close();
    }
}
