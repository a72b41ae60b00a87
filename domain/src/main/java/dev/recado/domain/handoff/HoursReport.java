package dev.recado.domain.handoff;

import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.availability.OpeningHours;
import dev.recado.domain.operation.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `/health` shows of the opening hours.
public record HoursReport(BusinessHours hours) {

    /// Adds the hours to another finding.
    public Probe.Finding beside(Probe.Finding others, Instant now) {
        Map<String, Object> details = new LinkedHashMap<>(others.details());
        details.put(
                "hours",
                hours.current().<Object>map(given -> details(given, now)).orElse("none"));
        List<String> warnings = new ArrayList<>(others.warnings());
        if (!hours.problem().isEmpty()) {
            warnings.add(hours.problem() + ": the opening hours stay as they were");
        }
        return new Probe.Finding(others.up(), details, warnings);
    }

    private static Map<String, Object> details(OpeningHours hours, Instant now) {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean open = hours.isOpen(now);
        details.put("zone", hours.zone().getId());
        details.put("open", open);
        hours.holiday(now)
                .flatMap(holiday -> Optional.ofNullable(holiday.name()))
                .ifPresent(name -> details.put("holiday", name));
        if (!open) {
            details.put("opens", hours.nextOpening(now).map(Instant::toString).orElse("not within a year"));
        }
        return details;
    }
}
