package dev.recado.domain.answer;

import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Curated answers: answers that the business wrote for certain questions.
public interface AnswerCache {

    /// Returns the answer to a question, tolerant of accents, case, word order and small typos. In memory and
    /// quick; a repeat gives the same. Thread-safe.
    Optional<CuratedAnswer> find(String question, Language language);

    /// A curated answer.
    ///
    /// @param id the entry's name in the file
    /// @param text CommonMark
    /// @param language of the answer
    /// @param audioUrl a recording of it, if there is one
    /// @param choices the choices offered with it; empty for none
    /// @param score how well the question matched, above the threshold and up to 1
    record CuratedAnswer(
            String id,
            String text,
            Language language,
            @Nullable String audioUrl,
            List<Option> choices,
            double score) {
        public CuratedAnswer {
            choices = List.copyOf(choices);
        }
    }
}
