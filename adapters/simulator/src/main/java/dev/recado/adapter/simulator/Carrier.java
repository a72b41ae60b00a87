package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.StandInMessage.Direction;
import dev.recado.adapter.simulator.StandInMessage.Progress;
import dev.recado.adapter.simulator.TwilioStandIn.Delivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Carries users' messages to Recado's webhook, and what its TwiML says back; goes wrong to order.
final class Carrier {
    private static final int NOT_FETCHED = 11_200;

    private final Ledger ledger;
    private final FaultPlan faults;
    private final TwilioApi api;
    private final Receipts receipts;
    private final Sids sids;
    private final InstantSource clock;
    private final Map<String, TwilioWebhook> heldBack = new ConcurrentHashMap<>();

    Carrier(Ledger ledger, FaultPlan faults, TwilioApi api, Receipts receipts, Sids sids, InstantSource clock) {
        this.ledger = ledger;
        this.faults = faults;
        this.api = api;
        this.receipts = receipts;
        this.sids = sids;
        this.clock = clock;
    }

    Delivery carry(TwilioWebhook webhook, Target goal) {
        var sid = webhook.messageSid();
        if (ledger.find(sid).isEmpty()) {
            ledger.put(new StandInMessage(
                    sid,
                    Direction.INBOUND,
                    webhook.from(),
                    webhook.to(),
                    webhook.form(),
                    Progress.begun("receiving", clock.instant())));
        } else {
            ledger.advance(sid, p -> p.status().equals("failed") ? Progress.begun("receiving", p.created()) : p);
        }
        return switch (faults.takeWebhook(webhook.from())) {
            case WebhookFault.LOST -> notCarried(webhook, goal, "lost to order");
            case WebhookFault.TWICE -> {
                var first = post(webhook, goal);
                post(webhook, goal);
                yield first;
            }
            case WebhookFault.OVERTAKEN -> {
                heldBack.put(webhook.from(), webhook);
                yield notCarried(webhook, goal, "held back to order");
            }
            case null -> {
                var delivery = post(webhook, goal);
                var overtaken = heldBack.remove(webhook.from());
                if (overtaken != null) {
                    carry(overtaken, goal);
                }
                yield delivery;
            }
        };
    }

    private Delivery post(TwilioWebhook webhook, Target goal) {
        var trace = webhook.postTo(goal.webhook(), goal.signedAs());
        ledger.trace(webhook.messageSid(), trace);
        ledger.advance(webhook.messageSid(), progress -> landed(progress, trace));
        return new Delivery(webhook.messageSid(), trace, replies(webhook, trace));
    }

    private Delivery notCarried(TwilioWebhook webhook, Target goal, String why) {
        var request = new HttpTrace.Request("POST", goal.webhook().toString(), Map.of(), webhook.body());
        var trace = new HttpTrace(HttpTrace.Kind.WEBHOOK, clock.instant(), Duration.ZERO, request, null, why);
        ledger.trace(webhook.messageSid(), trace);
        ledger.advance(webhook.messageSid(), progress -> landed(progress, trace));
        return new Delivery(webhook.messageSid(), trace, List.of());
    }

    private Progress landed(Progress progress, HttpTrace trace) {
        if (!progress.status().equals("receiving")) {
            return progress;
        }
        var response = trace.response();
        if (trace.succeeded()) {
            return progress.reached("received", clock.instant());
        }
        var reason = response == null ? String.valueOf(trace.failure()) : "HTTP " + response.status();
        return progress.failed("failed", NOT_FETCHED, reason, clock.instant());
    }

    private List<StandInMessage> replies(TwilioWebhook webhook, HttpTrace trace) {
        HttpTrace.@Nullable Response response = trace.response();
        var replies = new ArrayList<StandInMessage>();
        if (response != null && trace.succeeded()) {
            for (var form : Twiml.messages(response.body())) {
                var reply = new StandInMessage(
                        sids.next(form.has("MediaUrl") ? "MM" : "SM"),
                        Direction.OUTBOUND_REPLY,
                        webhook.to(),
                        webhook.from(),
                        form,
                        Progress.begun("queued", clock.instant()));
                ledger.put(reply);
                api.answered(webhook.from());
                receipts.follow(reply, null, faults.takeCallback());
                replies.add(reply);
            }
        }
        return List.copyOf(replies);
    }
}
