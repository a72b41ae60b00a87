package dev.recado.domain.guard;

import dev.recado.domain.text.PhraseFile;
import dev.recado.domain.text.WordPatterns;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Patterns of prompt injections in the four languages, read from `injections.txt`. They match undisguised text
/// ([dev.recado.domain.text.DisguiseRemover]): lower case, no accents.
///
/// They use a short notation: a space is any gap between two words, `…` a gap with up to four words in it, `¶` the
/// end of a clause.
final class InjectionPatterns {
    private static final PhraseFile PHRASES = PhraseFile.read(
            "injections",
            "in-full",
            "denial",
            "override",
            "role",
            "leak",
            "addition",
            "tool",
            "addressed",
            "title",
            "mark");

    /// Possessive: a run of dashes could be gap or word, which would give millions of ways to backtrack.
    private static final String GAP = "[^a-z0-9]{1,6}+";
    private static final String SOME_WORDS =
            "[^a-z0-9]{1,6}+(?:[a-z0-9]{1,30}+(?:'[a-z0-9]{1,30}+)?[^a-z0-9.!?]{1,4}+){0,4}";
    private static final String CLAUSE_END =
            "(?=[^a-z0-9]*+$|[^a-z0-9]?[.!?,;:\"\n]|[^a-z0-9]{1,3}" + PHRASES.anyOf("in-full") + ")";

    /// Excludes "do not ignore the above instructions".
    private static final String NOT_DENIED = "(?<!\\b" + PHRASES.anyOf("denial") + "[^a-z0-9]{0,2})";

    /// The patterns that begin with a word.
    static final WordPatterns WORDS = new WordPatterns(Stream.concat(
                    patterns(override -> NOT_DENIED + override, "override"),
                    patterns(UnaryOperator.identity(), "role", "leak", "addition", "tool", "addressed", "title"))
            .toList());

    /// The patterns that may begin with any character.
    static final List<Pattern> SIGNS =
            patterns(UnaryOperator.identity(), "mark").toList();

    private InjectionPatterns() {}

    private static Stream<Pattern> patterns(UnaryOperator<String> whole, String... kinds) {
        return PHRASES
                .patterns(
                        phrase -> whole.apply(phrase)
                                .replace(" ", GAP)
                                .replace("…", SOME_WORDS)
                                .replace("¶", CLAUSE_END),
                        kinds)
                .stream();
    }
}
