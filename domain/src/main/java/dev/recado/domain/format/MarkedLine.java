package dev.recado.domain.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A line with its marks in place; each character is known to be a mark, literal, or part of code or a web
/// address.
final class MarkedLine {

    /// Nested pairs of marks around ranges of a line's plain text, outer ones first, and the characters that must
    /// not change.
    record Plan(List<Marks.Pair> pairs, BitSet untouchable) {}

    private static final char LITERAL = 'l';
    private static final char OPENING = 'o';
    private static final char CLOSING = 'c';
    private static final char UNTOUCHABLE = 'u';

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder kinds = new StringBuilder();

    MarkedLine(CharSequence plain, Plan plan) {
        List<Marks.Pair> open = new ArrayList<>();
        int next = 0;
        for (int at = 0; at <= plain.length(); at++) {
            while (!open.isEmpty() && open.getLast().end() == at) {
                append(open.removeLast().mark(), CLOSING);
            }
            while (next < plan.pairs().size() && plan.pairs().get(next).start() == at) {
                Marks.Pair pair = plan.pairs().get(next++);
                open.add(pair);
                append(pair.mark(), OPENING);
            }
            if (at < plain.length()) {
                append(plain.charAt(at), plan.untouchable().get(at) ? UNTOUCHABLE : LITERAL);
            }
        }
    }

    /// Returns the line with a zero-width space wherever a literal character would be read as a mark.
    String defused() {
        boolean[] before = new boolean[text.length() + 1];
        defuse(Marks.BOLD, before);
        defuse(Marks.ITALIC, before);
        defuse(Marks.STRIKE, before);
        defuseBackticks(before);
        before[0] = text.length() > 1 && text.charAt(0) == '>' && kinds.charAt(0) == LITERAL;
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            if (before[i]) {
                out.append(Marks.DEFUSER);
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    private void defuse(char mark, boolean[] before) {
        int lastCloser = lastCloser(mark);
        int lastOther = lastOther(mark, lastCloser);
        boolean open = false;
        for (int i = 0; i <= lastCloser; i++) {
            if (text.charAt(i) != mark || kinds.charAt(i) == UNTOUCHABLE) {
                continue;
            }
            if (kinds.charAt(i) != LITERAL) {
                open = kinds.charAt(i) == OPENING;
            } else if (open && Marks.closes(text, i)) {
                before[i] = true;
            } else if (!open && i < lastOther && Marks.opens(text, i)) {
                before[i + 1] = true;
            }
        }
    }

    private int lastCloser(char mark) {
        int at = text.length() - 1;
        while (at >= 0 && (text.charAt(at) != mark || kinds.charAt(at) == UNTOUCHABLE || !Marks.closes(text, at))) {
            at--;
        }
        return at;
    }

    /// Returns the index of the last character before `end` that is not `mark`; adjacent marks pair with nothing.
    private int lastOther(char mark, int end) {
        int at = end - 1;
        while (at >= 0 && text.charAt(at) == mark) {
            at--;
        }
        return at;
    }

    private void defuseBackticks(boolean[] before) {
        boolean another = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            if (text.charAt(i) == Marks.CODE) {
                before[i + 1] |= another && kinds.charAt(i) == LITERAL;
                another = true;
            }
        }
    }

    private void append(char c, char kind) {
        text.append(c);
        kinds.append(kind);
    }
}
