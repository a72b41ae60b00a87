package dev.recado.application;

import dev.recado.domain.port.Event;
import org.slf4j.event.Level;

/// The lines of the steps that an answer takes before a model is asked.
final class BrainLines {
    private BrainLines() {}

    static void heard(Event.SpeechHeard e) {
        long ms = e.took().toMillis();
        if (e.error() == null) {
            LogLines.line(Level.INFO, "[STT] OK", "id", e.id(), "ms", ms, "provider", e.model());
        } else {
            LogLines.line(Level.WARN, "[STT] ERROR", "id", e.id(), "ms", ms, "reason", e.error());
        }
    }

    static void contact(Event.ContactAsked e) {
        long ms = e.took().toMillis();
        if (e.error() == null) {
            LogLines.line(Level.INFO, "[CONTACT] KNOWN", "id", e.id(), "ms", ms);
        } else {
            LogLines.line(Level.WARN, "[CONTACT] ERROR", "id", e.id(), "ms", ms, "reason", e.error());
        }
    }
}
