package dev.recado.application.logging;

import dev.recado.domain.event.Event;
import dev.recado.domain.identity.PublicIds;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.event.Level;

/// Writes one log line for each event. It contains no text of a user, and of a phone number only the last digits.
final class LogLineWriter {
    private final LineLogger log;
    private final IntakeLogLines intake;
    private final AnswerLogLines answers;
    private final DeliveryLogLines delivery;
    private final BusinessEventLogLines business;
    private final PrivacyLogLines privacy;

    LogLineWriter(PublicIds ids) {
        this.log = new LineLogger(ids);
        this.intake = new IntakeLogLines(log);
        this.answers = new AnswerLogLines(log);
        this.delivery = new DeliveryLogLines(log);
        this.business = new BusinessEventLogLines(log);
        this.privacy = new PrivacyLogLines(log);
    }

    void write(Event event) {
        switch (event) {
            case Event.Received e -> intake.message("[IN]", e.message());
            case Event.Duplicate e -> intake.message("[DUP]", e.message());
            case Event.Acknowledged e ->
                log.line(
                        Level.INFO,
                        "[ACK]",
                        "id",
                        e.id() == null ? "-" : e.id(),
                        "channel",
                        e.channel().id(),
                        "ms",
                        ms(e.took()));
            case Event.Rejected e ->
                log.line(
                        Level.WARN,
                        "[REJECTED]",
                        "channel",
                        e.channel() == null ? "-" : e.channel().id(),
                        "status",
                        e.status(),
                        "reason",
                        e.reason());
            case Event.SignatureRefused ignored -> {}
            case Event.MessagesIgnored e ->
                log.line(
                        Level.INFO,
                        "[LEFT ALONE]",
                        "channel",
                        e.channel().id(),
                        "messages",
                        e.messages(),
                        "to",
                        e.number());
            case Event.LeftUnanswered e ->
                log.line(
                        Level.INFO,
                        "[LEFT ALONE]",
                        "id",
                        e.message().id(),
                        "from",
                        e.message().from().masked(),
                        "reason",
                        e.reason());
            case Event.AcceptedAgain e ->
                log.line(
                        Level.WARN,
                        "[ALARM] OVER",
                        "channel",
                        e.channel().id(),
                        "reason",
                        e.sign(),
                        "after_ms",
                        ms(e.after()));
            case Event.NothingAccepted e ->
                log.line(
                        Level.WARN,
                        "[ALARM] NOTHING TAKEN",
                        "channel",
                        e.channel().id(),
                        "problem",
                        e.problem(),
                        "what_to_do",
                        e.remedy());
            case Event.CacheSearched e
            when e.entry() != null ->
                log.line(
                        Level.INFO,
                        "[CACHE] HIT",
                        "id",
                        e.id(),
                        "entry",
                        e.entry(),
                        "score",
                        decimals(e.score()),
                        "ms",
                        ms(e.took()));
            case Event.CacheSearched e -> log.line(Level.INFO, "[CACHE] MISS", "id", e.id(), "ms", ms(e.took()));
            case Event.GuardTripped e ->
                log.line(Level.WARN, "[GUARD]", "id", e.id(), "guard", e.guard(), "rule", e.rule());
            case Event.KnowledgeSearched e -> answers.knowledge(e);
            case Event.ModelCalled e -> answers.model(e);
            case Event.SpeechTranscribed e -> answers.heard(e);
            case Event.ContactLookedUp e -> answers.contact(e);
            case Event.PartSent e -> delivery.sent(e);
            case Event.PartSettled e -> delivery.settled(e);
            case Event.PartRetried e -> delivery.retried(e);
            case Event.PartUnknown e -> delivery.unknown(e);
            case Event.SenderBlocked e ->
                log.line(
                        Level.ERROR,
                        "[ALARM] SENDER BLOCKED",
                        "channel",
                        e.channel().id(),
                        "code",
                        e.code(),
                        "reason",
                        e.reason(),
                        "what_to_do",
                        e.remedy());
            case Event.SenderUnblocked e ->
                log.line(
                        Level.WARN,
                        "[ALARM] OVER",
                        "channel",
                        e.channel().id(),
                        "code",
                        e.code(),
                        "after_ms",
                        ms(e.after()));
            case Event.PartHeld e -> delivery.held(e);
            case Event.PartFailed e -> delivery.failed(e);
            case Event.Answered e ->
                log.line(
                        e.closing() == Event.Closing.APOLOGY ? Level.WARN : Level.INFO,
                        "[TURN]",
                        "id",
                        e.ids().getLast(),
                        "messages",
                        e.ids().size(),
                        "closing",
                        e.closing().name().toLowerCase(Locale.ROOT),
                        "total_ms",
                        ms(e.total()));
            case Event.TurnDeferred e ->
                log.line(Level.INFO, "[TURN] DEFERRED", "id", e.id(), "after_ms", ms(e.after()), "reason", e.reason());
            case Event.TurnFailed e -> log.failure("[TURN] BROKE", e.cause(), "id", e.id());
            case Event.DeadLettered e ->
                log.line(
                        Level.ERROR,
                        "[DEAD]",
                        "id",
                        e.ids().getLast(),
                        "messages",
                        e.ids().size(),
                        "attempts",
                        e.failure().attempts(),
                        "reason",
                        e.failure().reason());
            case Event.Replayed e -> log.line(Level.INFO, "[REPLAY]", "id", e.id(), "copy", e.copy());
            case Event.Reconciled e ->
                log.line(
                        Level.INFO,
                        "[RECONCILE]",
                        "since",
                        e.since(),
                        "listed",
                        e.listed(),
                        "taken_in",
                        e.accepted(),
                        "complete",
                        e.complete());
            case Event.ReconcileFailed e ->
                log.line(Level.WARN, "[RECONCILE] FAILED", "since", e.since(), "reason", e.reason());
            case Event.TypingPaused e ->
                log.line(
                        Level.WARN,
                        "[TYPING] PAUSED",
                        "channel",
                        e.channel().id(),
                        "for_ms",
                        ms(e.pause()),
                        "reason",
                        e.reason());
            case Event.ReceiptRecorded e -> delivery.receipt(e);
            case Event.MediaFetched e -> intake.media(e);
            case Event.EntrySpooled e -> intake.spooled(e.entry());
            case Event.SpoolDrained e ->
                log.line(Level.INFO, "[SPOOL] DRAINED", "entries", e.entries(), "ms", ms(e.took()));
            case Event.EntriesSetAside e ->
                log.line(
                        Level.ERROR,
                        "[ALARM] STORE REFUSES",
                        "entries",
                        e.entries(),
                        "reason",
                        e.reason(),
                        "what_to_do",
                        e.remedy());
            case Event.BusinessEventsRecorded e -> business.recorded(e.events());
            case Event.BusinessEventSent e -> business.pushed(e);
            case Event.StaffNoticeProcessed e -> business.staff(e);
            case Event.NotificationProcessed e -> business.notified(e);
            case Event.PersonalDataErased e -> privacy.erased(e);
            case Event.RecordsExpired e -> privacy.expired(e);
            case Event.StoreUnavailable e -> log.line(Level.ERROR, "[STORE] GONE", "reason", e.reason());
            case Event.StoreRecovered e -> log.line(Level.INFO, "[STORE] BACK", "after_ms", ms(e.after()));
            case Event.StoreUsed ignored -> {}
        }
    }

    private static long ms(Duration duration) {
        return duration.toMillis();
    }

    private static String decimals(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }
}
