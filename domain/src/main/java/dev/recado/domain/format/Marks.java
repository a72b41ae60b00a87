package dev.recado.domain.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// WhatsApp's formatting marks, and its rule for pairs: an opening mark does not follow a word and touches what
/// comes after, a closing mark touches what comes before and no word follows it, and both are on one line.
final class Marks {

    static final char BOLD = '*';
    static final char ITALIC = '_';
    static final char STRIKE = '~';
    static final char CODE = '`';
    static final String FENCE = "```";

    /// A zero-width space between a literal character and the text it touches, because WhatsApp has no escape
    /// character.
    static final char DEFUSER = '\u200B';

    /// A pair of marks from `start` to `end` (exclusive).
    record Pair(char mark, int start, int end) {}

    private Marks() {}

    /// Returns whether the character at `at` would open a pair.
    static boolean opens(CharSequence text, int at) {
        return !isWordBefore(text, at) && at + 1 < text.length() && !CleanText.isSpace(text.charAt(at + 1));
    }

    /// Returns whether the character at `at` would close an open pair.
    static boolean closes(CharSequence text, int at) {
        return !isWordAt(text, at + 1) && at > 0 && !CleanText.isSpace(text.charAt(at - 1));
    }

    static boolean isWordBefore(CharSequence text, int at) {
        return at > 0 && isWord(Character.codePointBefore(text, at));
    }

    static boolean isWordAt(CharSequence text, int at) {
        return at < text.length() && isWord(Character.codePointAt(text, at));
    }

    /// Returns `pairs` in the order of their starts, outer ones first, without those that cross an earlier one.
    static List<Pair> nested(List<Pair> pairs) {
        List<Pair> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparingInt(Pair::start)
                .thenComparing(Comparator.comparingInt(Pair::end).reversed()));
        List<Pair> kept = new ArrayList<>(sorted.size());
        List<Pair> open = new ArrayList<>();
        for (Pair pair : sorted) {
            while (!open.isEmpty() && open.getLast().end() <= pair.start()) {
                open.removeLast();
            }
            if (open.isEmpty() || pair.end() <= open.getLast().end()) {
                open.add(pair);
                kept.add(pair);
            }
        }
        return kept;
    }

    private static boolean isWord(int codePoint) {
        if (Character.isLetterOrDigit(codePoint)) {
            return true;
        }
        boolean emojiPart = (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || codePoint == 0x20E3;
        int type = Character.getType(codePoint);
        return !emojiPart && (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK);
    }
}
