package dev.recado.domain.teaching;

import dev.recado.domain.kept.Edit;
import dev.recado.domain.kept.KeptItem;
import dev.recado.domain.text.Language;
import java.util.List;

/// A curated answer that people of the business wrote in the inbox. The bot gives it like one of the FAQ file.
///
/// @param questions ways to ask it, at least one
/// @param answer CommonMark
public record TaughtAnswer(String id, List<String> questions, String answer, Language language, Edit edit)
        implements KeptItem {
    /// The most answers.
    public static final int MAX_COUNT = 500;
    /// The most questions of an answer.
    public static final int MAX_QUESTIONS = 20;
    /// The longest question, in UTF-16 units.
    public static final int MAX_QUESTION = 300;
    /// The longest answer, in UTF-16 units.
    public static final int MAX_ANSWER = 3_000;

    public TaughtAnswer {
        questions = List.copyOf(questions);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("an answer needs a question");
        }
    }

    /// Its first question, in its language.
    @Override
    public String name() {
        return language.tag() + ": " + questions.getFirst();
    }
}
