package dev.recado.adapter.knowledge.faq;

import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A question that users ask, with the business's answer in one or more languages.
///
/// @param urgent whether it goes before everything else; its questions are phrases then, see
/// [UrgentPhraseMatcher]
public record CuratedEntry(String id, boolean urgent, Map<Language, Block> blocks) {
    CuratedEntry(String id, Map<Language, Block> blocks) {
        this(id, false, blocks);
    }

    public CuratedEntry {
        blocks = Map.copyOf(blocks);
    }

    /// The entry in one language.
    ///
    /// @param questions ways to ask it
    /// @param answer CommonMark
    /// @param choices what the user can choose after the answer
    /// @param unless for an urgent entry: phrases after which a sentence does not match it
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
