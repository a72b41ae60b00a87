package dev.recado.domain.answer;

import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.text.Language;
import java.util.Optional;

/// The curated answers that precede all other rules, for example for emergencies.
public interface UrgentAnswers {
    /// Returns whether there are any; without them nothing is transcribed early.
    boolean hasAny();

    /// Returns the answer to a text that contains one of their phrases, in the language of that phrase. In memory
    /// and quick; a repeat gives the same. Thread-safe.
    ///
    /// @param language searched first; the phrases of all languages count
    Optional<CuratedAnswer> urgent(String text, Language language);
}
