package dev.recado.domain.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A set of patterns, each of which begins with a word, searched for in one pass. At each word only the patterns
/// that can begin with its first two characters are tried, a few in a hundred. Linear in the length of the text,
/// as long as each pattern is.
public final class WordPatterns {
    private static final String OTHERS = " '.-_\"\n:";
    private static final int KINDS = 26 + 10 + 1;

    private final List<Pattern> patterns;
    /// Indexes of patterns, by the classes of the first and the second character.
    private final List<List<Integer>> candidates;

    /// @param patterns tried at the start of each word, also after a Markdown mark (`_so_`), and nowhere else
    public WordPatterns(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
        List<List<Integer>> found = new ArrayList<>();
        for (int pair = 0; pair < KINDS * KINDS; pair++) {
            found.add(new ArrayList<>());
        }
        for (int index = 0; index < patterns.size(); index++) {
            Matcher matcher = patterns.get(index).matcher("");
            for (char first : characters(false)) {
                if (mayBegin(matcher, Character.toString(first))) {
                    for (char second : characters(true)) {
                        List<Integer> indexes = found.get(kind(first) * KINDS + kind(second));
                        if (!indexes.contains(index) && mayBegin(matcher, "" + first + second)) {
                            indexes.add(index);
                        }
                    }
                }
            }
        }
        this.candidates = found.stream().map(List::copyOf).toList();
    }

    /// Finds all matches, which may overlap.
    ///
    /// @param consumer called with each match, which is valid only during the call
    public void find(String text, Consumer<MatchResult> consumer) {
        Matcher[] matchers = new Matcher[patterns.size()];
        for (int at = 0; at < text.length(); at++) {
            if (begins(text, at)) {
                AnalysisStoppedException.check();
                char second = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
                for (int index : candidates.get(kind(text.charAt(at)) * KINDS + kind(second))) {
                    if (matchers[index] == null) {
                        matchers[index] = patterns.get(index)
                                .matcher(text)
                                .useTransparentBounds(true)
                                .useAnchoringBounds(false);
                    }
                    Matcher matcher = matchers[index].region(at, text.length());
                    if (matcher.lookingAt() && matcher.end() > at) {
                        consumer.accept(matcher);
                    }
                }
            }
        }
    }

    /// Returns whether a text with this beginning can match: the beginning matches by itself, or the matcher asks
    /// for more input.
    @SuppressWarnings("JdkObsolete") // hitEnd() is what is needed: whether more input could change the result
    private static boolean mayBegin(Matcher matcher, String beginning) {
        return matcher.reset(beginning).lookingAt() || matcher.hitEnd();
    }

    private static boolean begins(String text, int at) {
        return isPartOfWord(text.charAt(at)) && (at == 0 || !isPartOfWord(text.charAt(at - 1)));
    }

    private static boolean isPartOfWord(char c) {
        return kind(c) < KINDS - 1;
    }

    private static int kind(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? 26 + c - '0' : KINDS - 1;
    }

    private static char[] characters(boolean all) {
        StringBuilder characters = new StringBuilder();
        IntStream.rangeClosed('a', 'z').forEach(c -> characters.append((char) c));
        IntStream.rangeClosed('0', '9').forEach(c -> characters.append((char) c));
        return characters.append(all ? OTHERS : "").toString().toCharArray();
    }
}
