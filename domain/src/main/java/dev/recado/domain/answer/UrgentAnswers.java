package dev.recado.domain.answer;

import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.text.Language;
import java.util.Optional;

/// The curated answers that go before everything else, as those to emergencies.
public interface UrgentAnswers {
    /// Whether there are any: else nobody need listen for an emergency.
    boolean any();

    /// The answer to a text that says one of their phrases, in the language of that phrase. In memory and quick; a
    /// repeat gives the same.
    ///
    /// @param language looked at first; the phrases of all languages count
    Optional<CuratedAnswer> urgent(String text, Language language);
}
