package dev.recado.domain.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Splits running text in Spanish, English, French or Portuguese into sentences.
public final class Sentences {

    private static final String ENDS = ".!?…。！？";
    private static final String CLOSING = "\"')]}»”’*_~`";
    private static final int LONGEST_ABBREVIATION = 8;
    private static final Set<String> ABBREVIATIONS = Set.copyOf(WordLists.lines("abbreviations"));

    private Sentences() {}

    /// Returns the sentences of a text in order, without the white space between them. The end of a line ends a
    /// sentence.
    public static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            if (!Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int next = at;
            boolean newLine = false;
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                newLine |= text.charAt(next++) == '\n';
            }
            if (at == start) {
                start = next;
            } else if (newLine || endBefore(text, at, next)) {
                sentences.add(text.substring(start, at));
                start = next;
            }
            at = next;
        }
        if (start < text.length()) {
            sentences.add(text.substring(start));
        }
        return sentences;
    }

    /// Returns whether a sentence ends before the white space at `space`; `next` is the index of the first
    /// character after it.
    public static boolean endBefore(CharSequence text, int space, int next) {
        int at = space - 1;
        while (at >= 0 && space - at < LONGEST_ABBREVIATION && CLOSING.indexOf(text.charAt(at)) >= 0) {
            at--;
        }
        if (at < 0 || ENDS.indexOf(text.charAt(at)) < 0) {
            return false;
        }
        if (next < text.length() && Character.isLowerCase(Character.codePointAt(text, next))) {
            return false;
        }
        return text.charAt(at) != '.' || !isAbbreviated(text, at);
    }

    /// Returns whether the full stop at `stop` belongs to the word before it: an abbreviation, an initial, or the
    /// number of a list item.
    private static boolean isAbbreviated(CharSequence text, int stop) {
        int start = stop;
        while (start > 0 && stop - start <= LONGEST_ABBREVIATION && isPartOfWord(text.charAt(start - 1))) {
            start--;
        }
        String word = text.subSequence(start, stop).toString().toLowerCase(Locale.ROOT);
        boolean numbersItem = (start == 0 || text.charAt(start - 1) == '\n')
                && !word.isEmpty()
                && word.chars().allMatch(c -> Character.isDigit(c) || c == '.');
        boolean initial = word.length() == 1 && Character.isLetter(word.charAt(0));
        return numbersItem || initial || ABBREVIATIONS.contains(word);
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '.';
    }
}
