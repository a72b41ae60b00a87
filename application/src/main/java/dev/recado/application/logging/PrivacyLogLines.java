package dev.recado.application.logging;

import dev.recado.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.Level;

/// The log lines of what is erased: counts alone, and nothing that tells whose it was.
final class PrivacyLogLines {
    private final LineLogger log;

    PrivacyLogLines(LineLogger log) {
        this.log = log;
    }

    void erased(Event.PersonalDataErased e) {
        List<Object> fields = new ArrayList<>(List.of("passes", e.passes(), "finished", e.finished()));
        addCounts(fields, e.erased());
        log.line(Level.INFO, "[PRIVACY] ERASED", fields.toArray());
    }

    void expired(Event.RecordsExpired e) {
        List<Object> fields = new ArrayList<>();
        addCounts(fields, e.erased());
        log.line(Level.INFO, "[PRIVACY] EXPIRED", fields.toArray());
    }

    private static void addCounts(List<Object> fields, Map<String, Long> counts) {
        new TreeMap<>(counts).forEach((kind, count) -> {
            fields.add(kind);
            fields.add(count);
        });
    }
}
