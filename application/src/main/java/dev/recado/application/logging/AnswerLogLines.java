package dev.recado.application.logging;

import dev.recado.domain.event.Event;
import java.util.Locale;
import org.slf4j.event.Level;

/// The log lines of the steps that lead to an answer.
final class AnswerLogLines {
    private final LineLogger log;

    AnswerLogLines(LineLogger log) {
        this.log = log;
    }

    void heard(Event.SpeechTranscribed e) {
        long ms = e.took().toMillis();
        if (e.error() == null) {
            log.line(Level.INFO, "[STT] OK", "id", e.id(), "ms", ms, "provider", e.model());
        } else {
            log.line(Level.WARN, "[STT] ERROR", "id", e.id(), "ms", ms, "reason", e.error());
        }
    }

    void contact(Event.ContactLookedUp e) {
        long ms = e.took().toMillis();
        if (e.error() == null) {
            log.line(Level.INFO, "[CONTACT] KNOWN", "id", e.id(), "ms", ms);
        } else {
            log.line(Level.WARN, "[CONTACT] ERROR", "id", e.id(), "ms", ms, "reason", e.error());
        }
    }

    void knowledge(Event.KnowledgeSearched e) {
        String confidence = String.format(Locale.ROOT, "%.2f", e.confidence());
        long ms = e.took().toMillis();
        log.line(Level.INFO, "[KB]", "id", e.id(), "passages", e.passages(), "confidence", confidence, "ms", ms);
    }

    void model(Event.ModelCalled e) {
        long ms = e.took().toMillis();
        if (e.error() == null) {
            log.line(
                    Level.INFO,
                    "[LLM] OK",
                    "id",
                    e.id(),
                    "ms",
                    ms,
                    "provider",
                    e.model(),
                    "tokens_in",
                    e.usage().tokensIn(),
                    "tokens_out",
                    e.usage().tokensOut());
        } else {
            log.line(Level.WARN, "[LLM] ERROR", "id", e.id(), "ms", ms, "provider", e.model(), "reason", e.error());
        }
    }
}
