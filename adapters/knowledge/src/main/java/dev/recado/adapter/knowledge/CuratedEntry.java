package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import dev.recado.domain.model.OutboundContent.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing people ask, with what the business answers, in one or several languages.
record CuratedEntry(String id, Map<Language, Block> blocks) {
    CuratedEntry {
        blocks = Map.copyOf(blocks);
    }

    /// @param questions ways to ask it
    /// @param answer CommonMark
    /// @param choices what can be chosen in answer to it
    record Block(
            List<String> questions, String answer, @Nullable String audioUrl, List<Option> choices) {
        Block {
            questions = List.copyOf(questions);
            choices = List.copyOf(choices);
        }
    }
}
