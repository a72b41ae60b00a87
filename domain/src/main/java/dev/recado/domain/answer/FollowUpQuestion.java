package dev.recado.domain.answer;

import dev.recado.domain.text.FoldedWords;
import dev.recado.domain.text.PhraseFile;
import java.util.regex.Pattern;

/// Recognizes a short question that follows another one by how it begins. Its phrases are read on first use.
final class FollowUpQuestion {
    private static final int MAX_WORDS = 7;
    private static final PhraseFile PHRASES = PhraseFile.read("questions", "follow-up", "question");
    private static final Pattern FOLLOW_UP = PHRASES.pattern(any -> any + "\\b.*", "follow-up");
    private static final Pattern QUESTION = PHRASES.pattern(any -> any + "\\b.*", "question");

    private FollowUpQuestion() {}

    /// Returns whether the words are clearly a follow-up: "and on Sundays?".
    static boolean isClear(String words) {
        return FOLLOW_UP.matcher(FoldedWords.words(words)).matches();
    }

    /// Returns whether the words may be one: "how much is it?".
    static boolean isPossible(String words) {
        String folded = FoldedWords.words(words);
        return folded.split(" ", -1).length <= MAX_WORDS
                && (FOLLOW_UP.matcher(folded).matches()
                        || QUESTION.matcher(folded).matches()
                        || words.endsWith("?"));
    }
}
