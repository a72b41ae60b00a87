package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.StandInOptions.Pace;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Takes each outbound message through sent, delivered and read, and tells Recado by signed status callbacks.
final class Receipts implements AutoCloseable {
    private static final int MOST_FOLLOWED = 20_000;
    private static final int MOST_POSTS_AT_ONCE = 64;
    private static final List<String> ORDER = List.of("accepted", "queued", "sending", "sent", "delivered", "read");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore posts = new Semaphore(MOST_POSTS_AT_ONCE);
    private final AtomicInteger followed = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Ledger ledger;
    private final SignedPost poster;
    private final TwilioAccount account;
    private final Pace pace;
    private final InstantSource clock;
    private volatile @Nullable Target target;
    private volatile Predicate<StandInMessage> readAtOnce = message -> true;

    Receipts(Ledger ledger, SignedPost poster, TwilioAccount account, Pace pace, InstantSource clock) {
        this.ledger = ledger;
        this.poster = poster;
        this.account = account;
        this.pace = pace;
        this.clock = clock;
    }

    void pointAt(Target target) {
        this.target = target;
    }

    void readAtOnceWhen(Predicate<StandInMessage> condition) {
        readAtOnce = condition;
    }

    /// Starts following a message just accepted, or one that an earlier run left on its way.
    void follow(StandInMessage message, Fault.@Nullable Undeliver late, @Nullable CallbackFault fault) {
        if (followed.get() >= MOST_FOLLOWED) {
            return;
        }
        if (fault == CallbackFault.EARLY) {
            advance(message.sid(), "sent");
            tell(message.sid(), "sent");
        }
        followed.incrementAndGet();
        threads.execute(() -> {
            try {
                walk(message.sid(), late, fault);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                followed.decrementAndGet();
            }
        });
    }

    /// The user has seen this message: it is read, and Recado is told.
    void read(String sid) {
        threads.execute(() -> {
            if (advance(sid, "read")) {
                tell(sid, "read");
            }
        });
    }

    @Override
    public void close() {
        closing.countDown();
        threads.shutdownNow();
    }

    private void walk(String sid, Fault.@Nullable Undeliver late, @Nullable CallbackFault fault)
            throws InterruptedException {
        var told = new ArrayList<String>();
        if (!pause(pace.sent())) {
            return;
        }
        step(sid, "sent", fault, told);
        if (!pause(pace.delivered())) {
            return;
        }
        if (late != null) {
            ledger.advance(sid, p -> p.failed("undelivered", late.code(), late.message(), clock.instant()));
            if (fault != CallbackFault.MUTE) {
                tell(sid, "undelivered");
            }
            return;
        }
        step(sid, "delivered", fault, told);
        var message = ledger.find(sid);
        if (message.isPresent() && readAtOnce.test(message.get()) && pause(pace.read())) {
            step(sid, "read", fault, told);
        }
        if (fault == CallbackFault.REVERSED) {
            Collections.reverse(told);
            told.forEach(status -> tell(sid, status));
        }
    }

    private void step(String sid, String status, @Nullable CallbackFault fault, List<String> told) {
        if (!advance(sid, status)) {
            return;
        }
        switch (fault) {
            case MUTE -> {} // the message goes on, nobody hears of it
            case REVERSED -> told.add(status);
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
        ledger.advance(sid, progress -> {
            moved[0] = ORDER.contains(progress.status()) && ORDER.indexOf(status) > ORDER.indexOf(progress.status());
            return moved[0] ? progress.reached(status, clock.instant()) : progress;
        });
        return moved[0];
    }

    private void tell(String sid, String status) {
        var message = ledger.find(sid).orElse(null);
        var url = message == null ? null : callbackUrl(message);
        if (message == null || url == null) {
            return;
        }
        try {
            posts.acquire();
            try {
                var goal = target;
                var reached = goal == null ? url : goal.reach(url);
                ledger.trace(sid, poster.post(HttpTrace.Kind.CALLBACK, reached, url, form(message, status)));
            } finally {
                posts.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable URI callbackUrl(StandInMessage message) {
        var own = message.form().first("StatusCallback");
        var goal = target;
        if (own != null && !own.isEmpty()) {
            return URI.create(own);
        }
        return goal == null ? null : goal.statusCallback();
    }

    private Form form(StandInMessage message, String status) {
        var to = message.to();
        var address = to.substring(to.indexOf(':') + 1);
        var form = Form.empty()
                .with("SmsSid", message.sid())
                .with("SmsStatus", status)
                .with("MessageStatus", status)
                .with("ChannelToAddress", address.substring(0, Math.max(0, address.length() - 4)) + "XXXX")
                .with("To", to)
                .with("ChannelPrefix", "whatsapp")
                .with("MessageSid", message.sid())
                .with("AccountSid", account.sid());
        var code = message.progress().errorCode();
        if (code != null) {
            var reason = String.valueOf(message.progress().errorMessage());
            form = form.with("ErrorCode", code.toString())
                    .with("ErrorMessage", reason)
                    .with("ChannelStatusMessage", reason);
        }
        if (status.equals("read") || status.equals("delivered")) {
            form = form.with("EventType", status.equals("read") ? "READ" : "DELIVERED");
        }
        return form.with("From", message.from())
                .with("ApiVersion", "2010-04-01")
                .with("ChannelInstallSid", "XE" + account.sid().substring(2));
    }

    private boolean pause(Duration time) throws InterruptedException {
        return !closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
