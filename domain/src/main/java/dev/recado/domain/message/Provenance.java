package dev.recado.domain.message;

import java.util.List;
import java.util.Map;

/// Where an answer comes from; kept in its record.
///
/// @param steps what was asked on the way and how it went, in order: names and simple values
/// @param sources the passages it stands on, as they can be shown
public record Provenance(List<Map<String, Object>> steps, List<String> sources) {
    /// The one step of a further part.
    private static final String LATER = "part";

    public static final Provenance NONE = new Provenance(List.of(), List.of());

    public Provenance {
        steps = List.copyOf(steps);
        sources = List.copyOf(sources);
    }

    /// Who or what answered, in one word: `curated`, `model` (also where its answer was learned before), `documents`,
    /// or `notice` for the bot's own words.
    public String source() {
        String source = sources.isEmpty() ? "notice" : "documents";
        for (Map<String, Object> step : steps) {
            source = switch (step.get("step") + " " + step.get("outcome")) {
                case "cache hit" -> "learned".equals(step.get("entry")) ? "model" : "curated";
                case "llm ok" -> "model";
                // An answer that is withheld.
                case "guard answer" -> "notice";
                default -> LATER.equals(step.get("step")) ? String.valueOf(step.get("outcome")) : source;
            };
        }
        return source;
    }

    /// What is kept of it with the further parts of the answer: the source alone.
    public Provenance ofLaterPart() {
        return steps.isEmpty() && sources.isEmpty()
                ? NONE
                : new Provenance(List.of(Map.of("step", LATER, "outcome", source())), List.of());
    }
}
