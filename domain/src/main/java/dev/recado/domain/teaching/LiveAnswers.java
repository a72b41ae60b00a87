package dev.recado.domain.teaching;

import dev.recado.domain.answer.AnswerCache;
import java.util.List;

/// The curated answers that the bot gives, as far as they can change while it runs. In memory and quick.
/// Thread-safe.
public interface LiveAnswers {

    /// Replaces all answers that people of the business wrote in the inbox. Those of the FAQ file stay.
    void use(List<TaughtAnswer> answers);

    /// Returns what the bot would know with these answers in the place of those that people wrote. It changes
    /// nothing. Its searches are CPU-bound.
    AnswerCache with(List<TaughtAnswer> answers);
}
