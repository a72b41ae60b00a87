package dev.recado.domain.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A line under construction: characters with their styles. [#render] places WhatsApp's marks so that WhatsApp
/// accepts them, and keeps literal characters from being read as marks.
final class StyledLine {

    static final int BOLD = 1;
    static final int ITALIC = 2;
    static final int STRIKE = 4;

    private static final int CODE = 8;
    private static final int ADDRESS = 16;
    private static final int STYLES = BOLD | ITALIC | STRIKE;
    private static final char[] MARKS = {Marks.BOLD, Marks.ITALIC, Marks.STRIKE, Marks.CODE};

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder styles = new StringBuilder();

    void text(String characters, int styles) {
        append(characters, styles & STYLES);
    }

    /// Code gets no other style, because WhatsApp is unreliable with a mark beside a backtick.
    void code(String characters) {
        append(characters, CODE);
    }

    /// An address gets no other style, because a mark that touches it would become part of it.
    void address(String characters) {
        append(characters, ADDRESS);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /// Returns the line with its marks.
    String render() {
        markAddresses();
        return new MarkedLine(text, marks()).defused();
    }

    private void append(String characters, int style) {
        text.append(characters);
        styles.repeat((char) style, characters.length());
    }

    private void markAddresses() {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && styleAt(end) < CODE) {
                end++;
            }
            markAddresses(at, end);
            at = end + 1;
        }
    }

    private void markAddresses(int from, int to) {
        int at = from;
        while (at < to) {
            int end = WebAddress.endOf(text, at, to);
            if (end < 0) {
                at++;
            }
            while (at < end) {
                styles.setCharAt(at++, (char) ADDRESS);
            }
        }
    }

    private MarkedLine.Plan marks() {
        List<Marks.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < MARKS.length; i++) {
            addPairs(pairs, 1 << i, MARKS[i]);
        }
        BitSet untouchable = new BitSet(text.length());
        for (int i = 0; i < text.length(); i++) {
            untouchable.set(i, styleAt(i) >= CODE);
        }
        return new MarkedLine.Plan(Marks.nested(pairs), untouchable);
    }

    private void addPairs(List<Marks.Pair> pairs, int style, char mark) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && (styleAt(end) & style) != 0) {
                end++;
            }
            if (end > start) {
                addPair(pairs, mark, start, end);
            }
            start = Math.max(end, start + 1);
        }
    }

    private void addPair(List<Marks.Pair> pairs, char mark, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && CleanText.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && CleanText.isSpace(text.charAt(end - 1))) {
            end--;
        }
        boolean blank = CleanText.isBlank(text.subSequence(start, end));
        if (!blank && (mark == Marks.CODE || accepts(mark, start, end))) {
            pairs.add(new Marks.Pair(mark, start, end));
        }
    }

    /// Returns whether WhatsApp accepts marks around this range: no word touches them outside, no equal character
    /// is near, and no literal mark touches them inside, because the zero-width space that separates it would
    /// break these.
    private boolean accepts(char mark, int start, int end) {
        return !Marks.isWordBefore(text, start)
                && !Marks.isWordAt(text, end)
                && isApart(mark, start - 1)
                && isApart(mark, end)
                && text.charAt(start) != mark
                && !isMark(text.charAt(end - 1))
                && (!isMark(text.charAt(start)) || Marks.isWordAt(text, start + 1));
    }

    private static boolean isMark(char c) {
        return c == Marks.BOLD || c == Marks.ITALIC || c == Marks.STRIKE || c == Marks.CODE;
    }

    private boolean isApart(char mark, int neighbour) {
        return neighbour < 0
                || neighbour >= text.length()
                || (text.charAt(neighbour) != mark && styleAt(neighbour) != ADDRESS);
    }

    private int styleAt(int at) {
        return styles.charAt(at);
    }
}
