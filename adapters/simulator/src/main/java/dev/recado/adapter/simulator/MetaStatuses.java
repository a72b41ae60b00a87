package dev.recado.adapter.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tells Recado how far a message got by Meta's status webhooks, which go where the messages go. Those that come
/// close together share a POST when that was ordered.
final class MetaStatuses implements Receipts.Teller {
    private record Waiting(String sid, Map<String, @Nullable Object> status) {}

    private final MetaAccount account;
    private final MetaPost poster;
    private final Workings workings;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Waiting> waiting = new ArrayList<>();
    private volatile Duration together = Duration.ZERO;

    MetaStatuses(MetaAccount account, MetaPost poster, Workings workings) {
        this.account = account;
        this.poster = poster;
        this.workings = workings;
    }

    void together(Duration within) {
        together = within;
    }

    @Override
    public void tell(StandInMessage message, String status, @Nullable Target target) throws InterruptedException {
        if (target == null) {
            return;
        }
        var one = new Waiting(message.sid(), json(message, status));
        var within = together;
        if (within.isZero()) {
            post(List.of(one), target);
        } else if (isFirst(one) && workings.pause(within)) {
            post(taken(), target);
        }
    }

    private boolean isFirst(Waiting one) {
        lock.lock();
        try {
            waiting.add(one);
            return waiting.size() == 1;
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> taken() {
        lock.lock();
        try {
            var taken = waiting;
            waiting = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void post(List<Waiting> statuses, Target target) {
        var value = MetaWebhooks.value(account.displayNumber(), account.phoneNumberId());
        value.put("statuses", statuses.stream().map(Waiting::status).toList());
        var body = MetaSignature.escaped(Json.write(MetaWebhooks.envelope(List.of(value))));
        workings.untilTaken(() -> {
            var trace = poster.post(HttpTrace.Kind.CALLBACK, target.webhook(), body);
            statuses.forEach(status -> workings.ledger().trace(status.sid(), trace));
            return trace;
        });
    }

    private Map<String, @Nullable Object> json(StandInMessage message, String status) {
        var failed = status.equals("undelivered");
        var json = Json.object(
                "id",
                message.sid(),
                "status",
                failed ? "failed" : status,
                "timestamp",
                Long.toString(workings.clock().instant().getEpochSecond()));
        var known = MetaRules.BUSINESS_SCOPED.matcher(message.to()).matches();
        json.put(known ? "recipient_user_id" : "recipient_id", message.to());
        if (status.equals("sent") || status.equals("delivered")) {
            json.put(
                    "pricing",
                    Json.object(
                            "billable",
                            false,
                            "pricing_model",
                            "PMP",
                            "type",
                            "free_customer_service",
                            "category",
                            message.kind().equals("template") ? "utility" : "service"));
        }
        if (failed) {
            json.put("errors", List.of(error(message)));
        }
        var own = message.content().detail("part");
        if (!own.isEmpty()) {
            json.put("biz_opaque_callback_data", own);
        }
        return json;
    }

    private static Map<String, @Nullable Object> error(StandInMessage message) {
        var code = message.progress().errorCode();
        var title = MetaErrors.title(code == null ? 131_000 : code);
        return Json.object(
                "code", code,
                "title", title,
                "message", title,
                "error_data", Json.object("details", message.progress().errorMessage()),
                "href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
    }
}
