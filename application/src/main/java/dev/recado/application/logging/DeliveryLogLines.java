package dev.recado.application.logging;

import dev.recado.domain.event.Event;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.OutboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.event.Level;

/// The log lines of the parts that are sent, and of their receipts.
final class DeliveryLogLines {
    private final LineLogger log;

    DeliveryLogLines(LineLogger log) {
        this.log = log;
    }

    void sent(Event.PartSent e) {
        part(
                Level.INFO,
                "[OUT] SENT",
                e.part(),
                "external_id",
                log.id(e.externalId()),
                "total_ms",
                e.total().toMillis());
    }

    void settled(Event.PartSettled e) {
        boolean failed = e.status() == DeliveryStatus.FAILED;
        part(
                failed ? Level.ERROR : Level.INFO,
                failed ? "[OUT] FAILED" : "[OUT] SENT",
                e.part(),
                "settled",
                e.status().id());
    }

    void retried(Event.PartRetried e) {
        part(
                e.reason().equals("pace") ? Level.INFO : Level.WARN,
                "[OUT] RETRY",
                e.part(),
                "reason",
                e.reason(),
                "after_ms",
                e.after().toMillis());
    }

    void unknown(Event.PartUnknown e) {
        part(Level.WARN, "[OUT] UNKNOWN", e.part(), "reason", e.why());
    }

    void held(Event.PartHeld e) {
        part(Level.WARN, "[OUT] HELD", e.part(), "code", e.code());
    }

    void failed(Event.PartFailed e) {
        part(
                Level.ERROR,
                "[OUT] FAILED",
                e.part(),
                "code",
                e.code(),
                "reason",
                e.reason(),
                "total_ms",
                e.total().toMillis());
    }

    private void part(Level level, String tag, OutboundMessage part, Object... more) {
        List<Object> fields = new ArrayList<>(List.of(
                "id",
                part.id(),
                "to",
                part.to().masked(),
                "source",
                part.provenance().source()));
        fields.addAll(List.of(more));
        log.line(level, tag, fields.toArray());
    }

    void receipt(Event.ReceiptRecorded e) {
        DeliveryReceipt receipt = e.receipt();
        String applied = e.applied().name().toLowerCase(Locale.ROOT);
        // A part that the provider accepted and could not deliver is visible only here,
        boolean failed = receipt.status() == DeliveryStatus.FAILED;
        // and so is a receipt that is dropped because no part has its ids
        boolean dropped = applied.equals("unmatched");
        List<Object> fields = new ArrayList<>(List.of(
                "external_id",
                log.id(receipt.externalId()),
                "status",
                receipt.status().id(),
                "applied",
                applied));
        if (receipt.errorCode() != null) {
            fields.addAll(List.of(
                    "code", receipt.errorCode(), "reason", Objects.requireNonNullElse(receipt.errorText(), "")));
        }
        log.line(failed || dropped ? Level.WARN : Level.INFO, "[STATUS]", fields.toArray());
    }
}
