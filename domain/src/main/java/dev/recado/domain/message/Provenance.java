package dev.recado.domain.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an answer was produced; stored with it.
///
/// @param steps the steps taken and their outcomes, in order: names and simple values
/// @param sources the passages it is based on, as displayed
/// @param author the person who wrote it; null for the bot
public record Provenance(
        List<Map<String, Object>> steps,
        List<String> sources,
        @Nullable Author author) {
    /// The single step of a later part.
    private static final String LATER_PART = "part";

    private static final String BUILT_IN = "notice";

    public static final Provenance NONE = new Provenance(List.of(), List.of());

    /// Of the bot.
    public Provenance(List<Map<String, Object>> steps, List<String> sources) {
        this(steps, sources, null);
    }

    /// Of a message that this person wrote; of the bot for [Author#BOT].
    public static Provenance by(Author author) {
        return author.isBot() ? NONE : new Provenance(List.of(), List.of(), author);
    }

    public Provenance {
        steps = List.copyOf(steps);
        sources = List.copyOf(sources);
    }

    /// Returns who or what answered, in one word: `curated`, `model` (also for an answer learned from it
    /// earlier), `documents`, or `notice` for the bot's built-in texts.
    public String source() {
        String source = sources.isEmpty() ? BUILT_IN : "documents";
        for (Map<String, Object> step : steps) {
            source = switch (step.get("step") + " " + step.get("outcome")) {
                case "cache hit" -> "learned".equals(step.get("entry")) ? "model" : "curated";
                case "llm ok" -> "model";
                // The answer was withheld, or had nothing to say.
                case "guard answer", "reply apology" -> BUILT_IN;
                default -> LATER_PART.equals(step.get("step")) ? String.valueOf(step.get("outcome")) : source;
            };
        }
        return source;
    }

    /// Returns the provenance of an apology that is sent in place of the answer that these steps led to: the
    /// steps, without that answer as the source.
    public Provenance ofApology() {
        if (source().equals(BUILT_IN)) {
            return this;
        }
        List<Map<String, Object>> withApology = new ArrayList<>(steps);
        withApology.add(Map.of("step", "reply", "outcome", "apology"));
        return new Provenance(withApology, List.of());
    }

    /// Returns the provenance stored with the later parts of the answer: only the source.
    public Provenance ofLaterPart() {
        return steps.isEmpty() && sources.isEmpty()
                ? NONE
                : new Provenance(List.of(Map.of("step", LATER_PART, "outcome", source())), List.of());
    }
}
