package dev.recado.application.logging;

import dev.recado.domain.event.Event;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Usage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/// Counts and times events. Tags have few values: no ids, no phone numbers.
final class EventMetrics {
    /// Histogram buckets, so that a monitoring server can add up processes and compute percentiles.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;

    EventMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Event event) {
        switch (event) {
            case Event.Received e ->
                add("recado.received", "kind", e.message().content().kind());
            case Event.Duplicate e ->
                add("recado.duplicates", "channel", e.message().channel().id());
            case Event.Acknowledged e ->
                time("recado.acknowledgement", e.took(), "channel", e.channel().id());
            case Event.Rejected e -> add("recado.rejected", "status", Integer.toString(e.status()));
            case Event.SignatureRefused e ->
                add("recado.signatures.refused", "channel", e.channel().id());
            case Event.MessagesIgnored e ->
                registry.counter("recado.left.alone", "channel", e.channel().id())
                        .increment(e.messages());
            case Event.LeftUnanswered e ->
                add("recado.left.alone", "channel", e.message().channel().id());
            case Event.AcceptedAgain ignored -> {}
            case Event.NothingAccepted e ->
                add("recado.nothing.taken", "channel", e.channel().id());
            case Event.CacheSearched e -> add("recado.cache", "result", e.entry() == null ? "miss" : "hit");
            case Event.GuardTripped e -> add("recado.guard", "guard", e.guard());
            case Event.KnowledgeSearched e ->
                time("recado.knowledge", e.took(), "result", e.passages() == 0 ? "miss" : "hit");
            case Event.ModelCalled e -> {
                time("recado.model", e.took(), "result", e.error() == null ? "ok" : "error");
                spent(e.model(), e.usage());
            }
            case Event.SpeechTranscribed e ->
                time("recado.speech", e.took(), "result", e.error() == null ? "ok" : "error");
            case Event.ContactLookedUp e ->
                time("recado.contacts", e.took(), "result", e.error() == null ? "known" : "error");
            case Event.PartSent ignored -> add("recado.sent", "result", "accepted");
            case Event.PartSettled ignored -> add("recado.sent", "result", "settled");
            case Event.PartRetried ignored -> add("recado.sent", "result", "throttled");
            case Event.PartUnknown ignored -> add("recado.sent", "result", "unknown");
            case Event.PartHeld ignored -> add("recado.sent", "result", "held");
            case Event.SenderBlocked e -> add("recado.sender.blocked", "code", e.code());
            case Event.SenderUnblocked e ->
                time(
                        "recado.sender.blocked.for",
                        e.after(),
                        "channel",
                        e.channel().id());
            case Event.PartFailed e -> add("recado.failed", "code", e.code());
            case Event.Answered e -> {
                add("recado.answered", "closing", e.closing().name().toLowerCase(Locale.ROOT));
                time("recado.turn", e.total(), "closing", e.closing().name().toLowerCase(Locale.ROOT));
            }
            case Event.TurnDeferred ignored -> add("recado.deferred", "what", "turn");
            case Event.TurnFailed ignored -> add("recado.broken", "what", "turn");
            case Event.DeadLettered e ->
                registry.counter("recado.dead", "cause", e.failure().cause())
                        .increment(e.ids().size());
            case Event.Replayed ignored -> add("recado.replayed", "what", "message");
            case Event.Reconciled e ->
                registry.counter("recado.reconciled", "what", "message").increment(e.accepted());
            case Event.ReconcileFailed ignored -> add("recado.reconcile.failed", "what", "run");
            case Event.TypingPaused e ->
                add("recado.typing.paused", "channel", e.channel().id());
            case Event.ReceiptRecorded e ->
                add("recado.receipts", "status", e.receipt().status().id());
            case Event.MediaFetched e -> time("recado.media", e.took(), "outcome", e.outcome());
            case Event.EntrySpooled e -> add("recado.spooled", "kind", kind(e.entry()));
            case Event.SpoolDrained e -> registry.counter("recado.drained").increment((double) e.entries());
            case Event.PersonalDataErased e -> {
                if (e.finished()) {
                    registry.counter("recado.erased.users").increment();
                }
            }
            case Event.RecordsExpired e ->
                e.erased()
                        .forEach((kind, count) ->
                                registry.counter("recado.expired", "kind", kind).increment((double) count));
            case Event.EntriesSetAside e ->
                registry.counter("recado.spool.refused").increment((double) e.entries());
            case Event.BusinessEventsRecorded e ->
                e.events()
                        .forEach(
                                told -> add("recado.events", "type", told.type().id()));
            case Event.BusinessEventSent e ->
                time(
                        "recado.events.pushed",
                        e.took(),
                        "result",
                        e.result().name().toLowerCase(Locale.ROOT));
            case Event.StaffNoticeProcessed e ->
                add("recado.staff." + e.way(), "result", e.result().name().toLowerCase(Locale.ROOT));
            case Event.NotificationProcessed e ->
                time("recado.notifications", e.total(), "status", e.status().id());
            case Event.StoreUnavailable ignored -> add("recado.outages", "what", "store");
            case Event.StoreRecovered e -> time("recado.outage", e.after(), "what", "store");
            case Event.StoreUsed e -> time("recado.store", e.took(), "operation", e.operation());
        }
    }

    private static String kind(Spool.Entry entry) {
        return switch (entry) {
            case Spool.Entry.Message ignored -> "message";
            case Spool.Entry.Receipt ignored -> "receipt";
            case Spool.Entry.FailureNoticeMark ignored -> "apology";
        };
    }

    /// Tokens as counted by the provider, and their cost where the list price is known.
    private void spent(String model, Usage usage) {
        if (usage.tokensIn() + usage.tokensOut() == 0) {
            return;
        }
        registry.counter("recado.model.tokens", "model", model, "direction", "in")
                .increment((double) usage.tokensIn());
        registry.counter("recado.model.tokens", "model", model, "direction", "out")
                .increment((double) usage.tokensOut());
        BigDecimal cost = usage.cost();
        if (cost != null) {
            registry.counter("recado.model.cost.usd", "model", model).increment(cost.doubleValue());
        }
    }

    private void add(String name, String tag, String value) {
        registry.counter(name, tag, value).increment();
    }

    private void time(String name, Duration took, String tag, String value) {
        Timer.builder(name)
                .tag(tag, value)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took);
    }
}
