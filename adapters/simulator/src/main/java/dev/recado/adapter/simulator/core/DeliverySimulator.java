package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.core.StandInOptions.Pace;
import dev.recado.adapter.simulator.fault.CallbackFault;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Moves each outbound message through sent, delivered and read, and reports each step to Recado by signed status
/// callbacks. Thread-safe.
public final class DeliverySimulator implements AutoCloseable {
    /// Reports a message's status to Recado in a provider's format.
    @FunctionalInterface
    public interface StatusNotifier {
        void tell(StandInMessage message, String status, @Nullable WebhookTarget target) throws InterruptedException;
    }

    private static final int MAX_MESSAGES = 20_000;
    private static final int MAX_CONCURRENT_POSTS = 64;
    private static final List<String> ORDER = List.of("accepted", "queued", "sending", "sent", "delivered", "read");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore posts = new Semaphore(MAX_CONCURRENT_POSTS);
    private final AtomicInteger inDelivery = new AtomicInteger();
    private final StandInContext standInContext;
    private final TrafficLog trafficLog;
    private final Pace pace;
    private final StatusNotifier statusNotifier;
    private volatile @Nullable WebhookTarget target;
    private volatile Predicate<StandInMessage> readAtOnce = message -> true;

    public DeliverySimulator(StandInContext standInContext, StatusNotifier statusNotifier) {
        this.standInContext = standInContext;
        this.trafficLog = standInContext.trafficLog();
        this.pace = standInContext.options().pace();
        this.statusNotifier = statusNotifier;
    }

    public void pointAt(WebhookTarget target) {
        this.target = target;
    }

    public void readAtOnceWhen(Predicate<StandInMessage> condition) {
        readAtOnce = condition;
    }

    /// Starts the delivery of a message that was just accepted, or that an earlier run did not finish.
    public void follow(StandInMessage message, Fault.@Nullable Undeliver late, @Nullable CallbackFault fault) {
        if (inDelivery.get() >= MAX_MESSAGES) {
            return;
        }
        if (fault == CallbackFault.EARLY) {
            advance(message.sid(), "sent");
            tell(message.sid(), "sent");
        }
        inDelivery.incrementAndGet();
        threads.execute(() -> {
            try {
                deliver(message.sid(), late, fault);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                inDelivery.decrementAndGet();
            }
        });
    }

    /// The user reads this message: it is marked as read and reported.
    public void read(String sid) {
        threads.execute(() -> {
            if (advance(sid, "read")) {
                tell(sid, "read");
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void deliver(String sid, Fault.@Nullable Undeliver late, @Nullable CallbackFault fault)
            throws InterruptedException {
        var reportedStatuses = new ArrayList<String>();
        if (!standInContext.pause(pace.sent())) {
            return;
        }
        step(sid, "sent", fault, reportedStatuses);
        if (!standInContext.pause(pace.delivered())) {
            return;
        }
        if (late != null) {
            var now = standInContext.clock().instant();
            trafficLog.advance(sid, p -> p.failed("undelivered", late.code(), late.message(), now));
            if (fault != CallbackFault.MUTE) {
                tell(sid, "undelivered");
            }
            return;
        }
        step(sid, "delivered", fault, reportedStatuses);
        var message = trafficLog.find(sid);
        if (message.isPresent() && readAtOnce.test(message.get()) && standInContext.pause(pace.read())) {
            step(sid, "read", fault, reportedStatuses);
        }
        if (fault == CallbackFault.REVERSED) {
            Collections.reverse(reportedStatuses);
            reportedStatuses.forEach(status -> tell(sid, status));
        }
    }

    private void step(String sid, String status, @Nullable CallbackFault fault, List<String> reportedStatuses) {
        if (!advance(sid, status)) {
            return;
        }
        switch (fault) {
            case MUTE -> {} // delivered without a report
            case REVERSED -> reportedStatuses.add(status);
            case DUPLICATE -> {
                tell(sid, status);
                tell(sid, status);
            }
            case EARLY -> tell(sid, status);
            case null -> tell(sid, status);
        }
    }

    private boolean advance(String sid, String status) {
        var moved = new boolean[1];
        trafficLog.advance(sid, progress -> {
            moved[0] = ORDER.contains(progress.status()) && ORDER.indexOf(status) > ORDER.indexOf(progress.status());
            return moved[0] ? progress.reached(status, standInContext.clock().instant()) : progress;
        });
        return moved[0];
    }

    private void tell(String sid, String status) {
        var message = trafficLog.find(sid).orElse(null);
        if (message == null) {
            return;
        }
        try {
            posts.acquire();
            try {
                statusNotifier.tell(message, status, target);
            } finally {
                posts.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
