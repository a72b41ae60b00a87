package dev.recado.adapter.knowledge.faq;

import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing people ask, with what the business answers, in one or several languages.
///
/// @param urgent whether it goes before everything else; then its questions are phrases: see [UrgentPhraseMatcher]
public record CuratedEntry(String id, boolean urgent, Map<Language, Block> blocks) {
    CuratedEntry(String id, Map<Language, Block> blocks) {
        this(id, false, blocks);
    }

    public CuratedEntry {
        blocks = Map.copyOf(blocks);
    }

    /// @param questions ways to ask it
    /// @param answer CommonMark
    /// @param choices what can be chosen in answer to it
    /// @param unless of an urgent entry: phrases that make a sentence none of it
    record Block(
            List<String> questions,
            String answer,
            @Nullable String audioUrl,
            List<Option> choices,
            List<String> unless) {
        Block(List<String> questions, String answer, @Nullable String audioUrl, List<Option> choices) {
            this(questions, answer, audioUrl, choices, List.of());
        }

        Block {
            questions = List.copyOf(questions);
            choices = List.copyOf(choices);
            unless = List.copyOf(unless);
        }
    }
}
