package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.fault.WebhookFault;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInMessage.Progress;
import dev.recado.adapter.simulator.message.StandInWebhook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Delivers users' messages to Recado's webhook, with the ordered faults, and returns the replies in its
/// response.
public final class WebhookSender {
    /// Reads the messages in Recado's response to a webhook.
    @FunctionalInterface
    public interface Replies {
        List<StandInMessage> in(StandInWebhook webhook, HttpTrace trace);
    }

    private static final int NOT_FETCHED = 11_200;

    private final StandInContext standInContext;
    private final TrafficLog trafficLog;
    private final FaultPlan faults;
    private final Replies replies;
    private final Map<String, StandInWebhook> heldBack = new ConcurrentHashMap<>();

    public WebhookSender(StandInContext standInContext, Replies replies) {
        this.standInContext = standInContext;
        this.trafficLog = standInContext.trafficLog();
        this.faults = standInContext.faults();
        this.replies = replies;
    }

    public WebhookDelivery deliver(StandInWebhook webhook, WebhookTarget webhookTarget) {
        var messages = webhook.messages(standInContext.clock().instant());
        messages.forEach(this::startDelivery);
        return switch (faults.takeWebhook(webhook.from())) {
            case WebhookFault.LOST -> skipDelivery(webhook, messages, webhookTarget, "lost to order");
            case WebhookFault.TWICE -> {
                var first = post(webhook, messages, webhookTarget);
                post(webhook, messages, webhookTarget);
                yield first;
            }
            case WebhookFault.OVERTAKEN -> {
                heldBack.put(webhook.from(), webhook);
                yield skipDelivery(webhook, messages, webhookTarget, "held back to order");
            }
            case null -> {
                var delivery = post(webhook, messages, webhookTarget);
                var overtaken = heldBack.remove(webhook.from());
                if (overtaken != null) {
                    deliver(overtaken, webhookTarget);
                }
                yield delivery;
            }
        };
    }

    private void startDelivery(StandInMessage message) {
        faults.openWindowOf(message.from());
        if (trafficLog.find(message.sid()).isEmpty()) {
            trafficLog.put(message);
        } else {
            trafficLog.advance(
                    message.sid(), p -> p.status().equals("failed") ? Progress.begun("receiving", p.created()) : p);
        }
    }

    private WebhookDelivery post(StandInWebhook webhook, List<StandInMessage> messages, WebhookTarget webhookTarget) {
        var last = standInContext.postUntilAccepted(() -> {
            var trace = webhook.postTo(webhookTarget.webhook(), webhookTarget.signedAs());
            recordExchange(messages, trace);
            return trace;
        });
        return new WebhookDelivery(webhook.messageSid(), last, replies.in(webhook, last));
    }

    private WebhookDelivery skipDelivery(
            StandInWebhook webhook, List<StandInMessage> messages, WebhookTarget webhookTarget, String reason) {
        var request = new HttpTrace.Request("POST", webhookTarget.webhook().toString(), Map.of(), webhook.body());
        var now = standInContext.clock().instant();
        var trace = new HttpTrace(HttpTrace.Kind.WEBHOOK, now, Duration.ZERO, request, null, reason);
        recordExchange(messages, trace);
        return new WebhookDelivery(webhook.messageSid(), trace, List.of());
    }

    private void recordExchange(List<StandInMessage> messages, HttpTrace trace) {
        for (var message : messages) {
            trafficLog.trace(message.sid(), trace);
            trafficLog.advance(message.sid(), progress -> recordExchange(progress, trace));
        }
    }

    private Progress recordExchange(Progress progress, HttpTrace trace) {
        if (!progress.status().equals("receiving") && !progress.status().equals("failed")) {
            return progress;
        }
        var response = trace.response();
        var now = standInContext.clock().instant();
        if (trace.succeeded()) {
            return progress.reached("received", now);
        }
        var reason = response == null ? String.valueOf(trace.failure()) : "HTTP " + response.status();
        return progress.failed("failed", NOT_FETCHED, reason, now);
    }
}
