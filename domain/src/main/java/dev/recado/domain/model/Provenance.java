package dev.recado.domain.model;

import java.util.List;
import java.util.Map;

/// Where an answer comes from; kept in its record.
///
/// @param steps what was asked on the way and how it went, in order: names and simple values
/// @param sources the passages it stands on, as they can be shown
public record Provenance(List<Map<String, Object>> steps, List<String> sources) {
    public static final Provenance NONE = new Provenance(List.of(), List.of());

    public Provenance {
        steps = List.copyOf(steps);
        sources = List.copyOf(sources);
    }
}
