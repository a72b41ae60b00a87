package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.StandIn.Delivery;
import dev.recado.adapter.simulator.StandInMessage.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Carries users' messages to Recado's webhook, and what its answer says back; goes wrong to order.
final class Carrier {
    /// The messages that Recado's answer to a webhook holds.
    @FunctionalInterface
    interface Replies {
        List<StandInMessage> in(StandInWebhook webhook, HttpTrace trace);
    }

    private static final int NOT_FETCHED = 11_200;

    private final Workings workings;
    private final Ledger ledger;
    private final FaultPlan faults;
    private final Replies replies;
    private final Map<String, StandInWebhook> heldBack = new ConcurrentHashMap<>();

    Carrier(Workings workings, Replies replies) {
        this.workings = workings;
        this.ledger = workings.ledger();
        this.faults = workings.faults();
        this.replies = replies;
    }

    Delivery carry(StandInWebhook webhook, Target goal) {
        var messages = webhook.messages(workings.clock().instant());
        messages.forEach(this::begin);
        return switch (faults.takeWebhook(webhook.from())) {
            case WebhookFault.LOST -> notCarried(webhook, messages, goal, "lost to order");
            case WebhookFault.TWICE -> {
                var first = post(webhook, messages, goal);
                post(webhook, messages, goal);
                yield first;
            }
            case WebhookFault.OVERTAKEN -> {
                heldBack.put(webhook.from(), webhook);
                yield notCarried(webhook, messages, goal, "held back to order");
            }
            case null -> {
                var delivery = post(webhook, messages, goal);
                var overtaken = heldBack.remove(webhook.from());
                if (overtaken != null) {
                    carry(overtaken, goal);
                }
                yield delivery;
            }
        };
    }

    private void begin(StandInMessage message) {
        faults.openWindowOf(message.from());
        if (ledger.find(message.sid()).isEmpty()) {
            ledger.put(message);
        } else {
            ledger.advance(
                    message.sid(), p -> p.status().equals("failed") ? Progress.begun("receiving", p.created()) : p);
        }
    }

    private Delivery post(StandInWebhook webhook, List<StandInMessage> messages, Target goal) {
        var last = workings.untilTaken(() -> {
            var trace = webhook.postTo(goal.webhook(), goal.signedAs());
            landed(messages, trace);
            return trace;
        });
        return new Delivery(webhook.messageSid(), last, replies.in(webhook, last));
    }

    private Delivery notCarried(StandInWebhook webhook, List<StandInMessage> messages, Target goal, String why) {
        var request = new HttpTrace.Request("POST", goal.webhook().toString(), Map.of(), webhook.body());
        var now = workings.clock().instant();
        var trace = new HttpTrace(HttpTrace.Kind.WEBHOOK, now, Duration.ZERO, request, null, why);
        landed(messages, trace);
        return new Delivery(webhook.messageSid(), trace, List.of());
    }

    private void landed(List<StandInMessage> messages, HttpTrace trace) {
        for (var message : messages) {
            ledger.trace(message.sid(), trace);
            ledger.advance(message.sid(), progress -> landed(progress, trace));
        }
    }

    private Progress landed(Progress progress, HttpTrace trace) {
        if (!progress.status().equals("receiving") && !progress.status().equals("failed")) {
            return progress;
        }
        var response = trace.response();
        var now = workings.clock().instant();
        if (trace.succeeded()) {
            return progress.reached("received", now);
        }
        var reason = response == null ? String.valueOf(trace.failure()) : "HTTP " + response.status();
        return progress.failed("failed", NOT_FETCHED, reason, now);
    }
}
