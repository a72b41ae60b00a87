package dev.recado.application.logging;

import dev.recado.domain.event.Event;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Spool;
import java.util.Arrays;
import org.slf4j.event.Level;

/// The log lines of what comes in: messages, their media, and what waits in the spool.
final class IntakeLogLines {
    private final LineLogger log;

    IntakeLogLines(LineLogger log) {
        this.log = log;
    }

    void message(String tag, InboundMessage m) {
        log.line(
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

    void media(Event.MediaFetched e) {
        Object[] fields = {
            "id",
            e.id(),
            "kind",
            e.kind().id(),
            "outcome",
            e.outcome(),
            "bytes",
            e.bytes(),
            "ms",
            e.took().toMillis()
        };
        if (e.reason() == null) {
            log.line(Level.INFO, "[MEDIA]", fields);
            return;
        }
        Object[] more = Arrays.copyOf(fields, fields.length + 2);
        more[fields.length] = "reason";
        more[fields.length + 1] = e.reason();
        log.line(Level.WARN, "[MEDIA]", more);
    }

    void spooled(Spool.Entry entry) {
        switch (entry) {
            case Spool.Entry.Message arrived -> message("[SPOOL] KEPT", arrived.message());
            case Spool.Entry.Receipt reported ->
                log.line(
                        Level.INFO,
                        "[SPOOL] KEPT",
                        "receipt",
                        log.id(reported.receipt().externalId()));
            case Spool.Entry.FailureNoticeMark mark ->
                log.line(Level.WARN, "[SPOOL] KEPT", "apology", mark.part().id());
        }
    }
}
