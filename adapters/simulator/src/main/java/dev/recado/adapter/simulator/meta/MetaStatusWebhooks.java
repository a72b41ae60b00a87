package dev.recado.adapter.simulator.meta;

import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.account.MetaSignature;
import dev.recado.adapter.simulator.account.MetaSigningClient;
import dev.recado.adapter.simulator.core.DeliverySimulator;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.core.WebhookTarget;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.MetaSendRules;
import dev.recado.adapter.simulator.message.MetaWebhookFactory;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reports delivery by Meta's status webhooks, which are sent to the URL of the messages. If configured, statuses
/// close together share a POST.
public final class MetaStatusWebhooks implements DeliverySimulator.StatusNotifier {
    private record Waiting(String sid, Map<String, @Nullable Object> status) {}

    private final MetaAccount account;
    private final MetaSigningClient webhookClient;
    private final StandInContext standInContext;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Waiting> waiting = new ArrayList<>();
    private volatile Duration batchWithin = Duration.ZERO;

    public MetaStatusWebhooks(MetaAccount account, MetaSigningClient webhookClient, StandInContext standInContext) {
        this.account = account;
        this.webhookClient = webhookClient;
        this.standInContext = standInContext;
    }

    public void batchWithin(Duration within) {
        batchWithin = within;
    }

    @Override
    public void tell(StandInMessage message, String status, @Nullable WebhookTarget target)
            throws InterruptedException {
        if (target == null) {
            return;
        }
        var one = new Waiting(message.sid(), json(message, status));
        var within = batchWithin;
        if (within.isZero()) {
            post(List.of(one), target);
        } else if (isFirst(one) && standInContext.pause(within)) {
            post(takeAll(), target);
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

    private List<Waiting> takeAll() {
        lock.lock();
        try {
            var taken = waiting;
            waiting = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void post(List<Waiting> statuses, WebhookTarget target) {
        var value = MetaWebhookFactory.value(account.displayNumber(), account.phoneNumberId());
        value.put("statuses", statuses.stream().map(Waiting::status).toList());
        var body = MetaSignature.escaped(Json.write(MetaWebhookFactory.envelope(List.of(value))));
        standInContext.postUntilAccepted(() -> {
            var trace = webhookClient.post(HttpTrace.Kind.CALLBACK, target.webhook(), body);
            statuses.forEach(status -> standInContext.trafficLog().trace(status.sid(), trace));
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
                Long.toString(standInContext.clock().instant().getEpochSecond()));
        var known = MetaSendRules.BUSINESS_SCOPED.matcher(message.to()).matches();
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
