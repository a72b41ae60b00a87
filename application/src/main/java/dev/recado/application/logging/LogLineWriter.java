package dev.recado.application.logging;

import dev.recado.domain.event.Event;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Spool;
import dev.recado.domain.text.PersonalDataMask;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes one log line for each event: a fixed tag, then `key=value` fields. It contains no text of a user, and
/// of a phone number only the last digits.
final class LogLineWriter {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]+");
    private static final Logger LOG = LoggerFactory.getLogger("recado");

    private final PublicIds ids;
    private final AnswerLogLines answerLines = new AnswerLogLines(this);
    private final BusinessEventLogLines business = new BusinessEventLogLines(this);

    LogLineWriter(PublicIds ids) {
        this.ids = ids;
    }

    void write(Event event) {
        switch (event) {
            case Event.Received e -> inbound("[IN]", e.message());
            case Event.Duplicate e -> inbound("[DUP]", e.message());
            case Event.Acknowledged e ->
                line(
                        Level.INFO,
                        "[ACK]",
                        "id",
                        e.id() == null ? "-" : e.id(),
                        "channel",
                        e.channel().id(),
                        "ms",
                        ms(e.took()));
            case Event.Rejected e ->
                line(
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
                line(
                        Level.INFO,
                        "[LEFT ALONE]",
                        "channel",
                        e.channel().id(),
                        "messages",
                        e.messages(),
                        "to",
                        e.number());
            case Event.LeftUnanswered e ->
                line(
                        Level.INFO,
                        "[LEFT ALONE]",
                        "id",
                        e.message().id(),
                        "from",
                        e.message().from().masked(),
                        "reason",
                        e.reason());
            case Event.AcceptedAgain e ->
                line(
                        Level.WARN,
                        "[ALARM] OVER",
                        "channel",
                        e.channel().id(),
                        "reason",
                        e.sign(),
                        "after_ms",
                        ms(e.after()));
            case Event.NothingAccepted e ->
                line(
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
                line(
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
            case Event.CacheSearched e -> line(Level.INFO, "[CACHE] MISS", "id", e.id(), "ms", ms(e.took()));
            case Event.GuardTripped e ->
                line(Level.WARN, "[GUARD]", "id", e.id(), "guard", e.guard(), "rule", e.rule());
            case Event.KnowledgeSearched e -> answerLines.knowledge(e);
            case Event.ModelCalled e -> answerLines.model(e);
            case Event.SpeechTranscribed e -> answerLines.heard(e);
            case Event.ContactLookedUp e -> answerLines.contact(e);
            case Event.PartSent e ->
                outbound(
                        Level.INFO,
                        "[OUT] SENT",
                        e.part(),
                        "external_id",
                        id(e.externalId()),
                        "total_ms",
                        ms(e.total()));
            case Event.PartSettled e ->
                outbound(
                        e.status() == DeliveryStatus.FAILED ? Level.ERROR : Level.INFO,
                        e.status() == DeliveryStatus.FAILED ? "[OUT] FAILED" : "[OUT] SENT",
                        e.part(),
                        "settled",
                        e.status().id());
            case Event.PartRetried e ->
                outbound(
                        e.reason().equals("pace") ? Level.INFO : Level.WARN,
                        "[OUT] RETRY",
                        e.part(),
                        "reason",
                        e.reason(),
                        "after_ms",
                        ms(e.after()));
            case Event.PartUnknown e -> outbound(Level.WARN, "[OUT] UNKNOWN", e.part(), "reason", e.why());
            case Event.SenderBlocked e ->
                line(
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
                line(
                        Level.WARN,
                        "[ALARM] OVER",
                        "channel",
                        e.channel().id(),
                        "code",
                        e.code(),
                        "after_ms",
                        ms(e.after()));
            case Event.PartHeld e -> outbound(Level.WARN, "[OUT] HELD", e.part(), "code", e.code());
            case Event.PartFailed e ->
                outbound(
                        Level.ERROR,
                        "[OUT] FAILED",
                        e.part(),
                        "code",
                        e.code(),
                        "reason",
                        e.reason(),
                        "total_ms",
                        ms(e.total()));
            case Event.Answered e ->
                line(
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
                line(Level.INFO, "[TURN] DEFERRED", "id", e.id(), "after_ms", ms(e.after()), "reason", e.reason());
            case Event.TurnFailed e ->
                LOG.atError()
                        .setCause(e.cause())
                        .addKeyValue("id", shown(e.id()))
                        .log("[TURN] BROKE");
            case Event.DeadLettered e ->
                line(
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
            case Event.Replayed e -> line(Level.INFO, "[REPLAY]", "id", e.id(), "copy", e.copy());
            case Event.Reconciled e ->
                line(
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
                line(Level.WARN, "[RECONCILE] FAILED", "since", e.since(), "reason", e.reason());
            case Event.TypingPaused e ->
                line(
                        Level.WARN,
                        "[TYPING] PAUSED",
                        "channel",
                        e.channel().id(),
                        "for_ms",
                        ms(e.pause()),
                        "reason",
                        e.reason());
            case Event.ReceiptRecorded e ->
                receipt(e.receipt(), e.applied().name().toLowerCase(Locale.ROOT));
            case Event.MediaFetched e -> media(e);
            case Event.EntrySpooled e -> spooled(e.entry());
            case Event.SpoolDrained e ->
                line(Level.INFO, "[SPOOL] DRAINED", "entries", e.entries(), "ms", ms(e.took()));
            case Event.EntriesSetAside e ->
                line(
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
            case Event.NotificationProcessed e -> business.notified(e);
            case Event.StoreUnavailable e -> line(Level.ERROR, "[STORE] GONE", "reason", e.reason());
            case Event.StoreRecovered e -> line(Level.INFO, "[STORE] BACK", "after_ms", ms(e.after()));
            case Event.StoreUsed ignored -> {}
        }
    }

    private void media(Event.MediaFetched e) {
        Level level = e.reason() == null ? Level.INFO : Level.WARN;
        Object[] fields = {
            "id", e.id(), "kind", e.kind().id(), "outcome", e.outcome(), "bytes", e.bytes(), "ms", ms(e.took())
        };
        if (e.reason() == null) {
            line(level, "[MEDIA]", fields);
            return;
        }
        Object[] more = Arrays.copyOf(fields, fields.length + 2);
        more[fields.length] = "reason";
        more[fields.length + 1] = e.reason();
        line(level, "[MEDIA]", more);
    }

    private void spooled(Spool.Entry entry) {
        switch (entry) {
            case Spool.Entry.Message arrived -> inbound("[SPOOL] KEPT", arrived.message());
            case Spool.Entry.Receipt reported ->
                line(
                        Level.INFO,
                        "[SPOOL] KEPT",
                        "receipt",
                        id(reported.receipt().externalId()));
            case Spool.Entry.FailureNoticeMark apology ->
                line(Level.WARN, "[SPOOL] KEPT", "apology", apology.part().id());
        }
    }

    private void inbound(String tag, InboundMessage m) {
        line(
                Level.INFO,
                tag,
                "id",
                m.id(),
                "from",
                m.from().masked(),
                "kind",
                m.content().kind(),
                "source",
                m.source().id(),
                "conversation",
                m.conversationId());
    }

    private void outbound(Level level, String tag, OutboundMessage part, Object... more) {
        Object[] fields = new Object[6 + more.length];
        fields[0] = "id";
        fields[1] = part.id();
        fields[2] = "to";
        fields[3] = part.to().masked();
        fields[4] = "source";
        fields[5] = part.provenance().source();
        System.arraycopy(more, 0, fields, 6, more.length);
        line(level, tag, fields);
    }

    private void receipt(DeliveryReceipt receipt, String applied) {
        // A part that the provider accepted and could not deliver is visible only here,
        boolean failed = receipt.status() == DeliveryStatus.FAILED;
        // and so is a receipt that is dropped because no part has its ids
        boolean dropped = applied.equals("unmatched");
        LoggingEventBuilder line = LOG.atLevel(failed || dropped ? Level.WARN : Level.INFO)
                .addKeyValue("external_id", id(receipt.externalId()))
                .addKeyValue("status", receipt.status().id())
                .addKeyValue("applied", applied);
        if (receipt.errorCode() != null) {
            line = line.addKeyValue("code", receipt.errorCode())
                    .addKeyValue("reason", reason(Objects.requireNonNullElse(receipt.errorText(), "")));
        }
        line.log("[STATUS]");
    }

    void line(Level level, String tag, Object... fields) {
        LoggingEventBuilder line = LOG.atLevel(level);
        for (int i = 0; i < fields.length; i += 2) {
            Object value = fields[i + 1];
            String field = fields[i].toString();
            line = line.addKeyValue(
                    field, field.equals("reason") && value instanceof String text ? reason(text) : shown(value));
        }
        line.log(tag);
    }

    /// Words of others, without phone numbers.
    private String reason(String text) {
        return PersonalDataMask.masked(oneLine(ids.of(ids.abbreviated(text))));
    }

    /// An id of a message as the log may show it.
    private String id(String id) {
        return oneLine(PersonalDataMask.maskedId(ids.abbreviated(id)));
    }

    /// A value as the log may show it: ids in their public form.
    private Object shown(@Nullable Object value) {
        return switch (value) {
            case ConversationId id -> ids.of(id);
            case MessageId id -> id(id.value());
            case Notification notification -> notification.id();
            case PartId id -> id(id.value());
            case String text -> oneLine(ids.of(ids.abbreviated(text)));
            case null -> "";
            default -> value;
        };
    }

    /// Text from outside must not start a new log line.
    private static String oneLine(String text) {
        return text.chars().anyMatch(LogLineWriter::breaksLine)
                ? BREAKS.matcher(text).replaceAll(" ")
                : text;
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    private static long ms(Duration duration) {
        return duration.toMillis();
    }

    private static String decimals(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }
}
