package dev.recado.domain.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A rendered text parsed as WhatsApp parses it: which marks pair up, which lines are fenced, where web addresses
/// are. Parsed once, in linear time.
final class MarkedText {

    private static final char[] STYLES = {Marks.BOLD, Marks.ITALIC, Marks.STRIKE};
    private static final int NONE = -1;

    private final CharSequence text;
    private final Span[] spans;
    private final int[] addressStarts;
    private final int[] addressEnds;

    private MarkedText(CharSequence text) {
        this.text = text;
        this.spans = new Span[text.length()];
        this.addressStarts = new int[text.length()];
        this.addressEnds = new int[text.length()];
        Arrays.fill(spans, Span.NONE);
        Arrays.fill(addressStarts, NONE);
        Arrays.fill(addressEnds, NONE);
    }

    static MarkedText read(CharSequence text) {
        MarkedText marked = new MarkedText(text);
        marked.readAddresses();
        marked.readLines();
        return marked;
    }

    int length() {
        return text.length();
    }

    char charAt(int at) {
        return text.charAt(at);
    }

    CharSequence text() {
        return text;
    }

    String slice(int from, int to) {
        return text.subSequence(from, to).toString();
    }

    /// Returns the innermost span that a cut at `at` would split.
    Span cutBy(int at) {
        if (at >= spans.length) {
            return Span.NONE;
        }
        Span span = spans[at];
        while (span.start() >= at) {
            span = span.outer();
        }
        return span;
    }

    /// Returns the innermost span of the character at `at`.
    Span spanAt(int at) {
        return spans[at];
    }

    /// Returns the length of the web address that a cut at `at` would split, 0 for none.
    int addressCutBy(int at) {
        return at < addressStarts.length && addressStarts[at] != NONE && addressStarts[at] < at
                ? addressEnds[at] - addressStarts[at]
                : 0;
    }

    private void readAddresses() {
        int at = 0;
        while (at < text.length()) {
            int end = WebAddress.endOf(text, at);
            if (end < 0) {
                at++;
            } else {
                Arrays.fill(addressStarts, at, end, at);
                Arrays.fill(addressEnds, at, end, end);
                at = end;
            }
        }
    }

    private void readLines() {
        int fence = NONE;
        int start = 0;
        while (start <= text.length()) {
            int end = CleanText.lineEnd(text, start);
            if (isFence(start, end)) {
                if (fence == NONE) {
                    fence = start;
                } else {
                    addFence(fence, end);
                    fence = NONE;
                }
            } else if (fence == NONE) {
                readLine(start, end);
            }
            start = end + 1;
        }
        if (fence != NONE) {
            spans(new Span(Span.NONE, Marks.FENCE + "\n", "", fence, text.length()));
        }
    }

    private boolean isFence(int start, int end) {
        return end - start == Marks.FENCE.length()
                && text.charAt(start) == Marks.CODE
                && text.charAt(start + 1) == Marks.CODE
                && text.charAt(start + 2) == Marks.CODE;
    }

    private void addFence(int start, int end) {
        Span span = new Span(Span.NONE, Marks.FENCE + "\n", "\n" + Marks.FENCE, start, end);
        if (span.contentEnd() > span.contentStart()) {
            spans(span);
        }
    }

    private void readLine(int start, int end) {
        List<Marks.Pair> pairs = new ArrayList<>();
        BitSet code = new BitSet();
        readPairs(pairs, Marks.CODE, start, end, code);
        pairs.forEach(pair -> code.set(pair.start() - start, pair.end() - start));
        for (char style : STYLES) {
            readPairs(pairs, style, start, end, code);
        }
        List<Span> open = new ArrayList<>();
        for (Marks.Pair pair : Marks.nested(pairs)) {
            while (!open.isEmpty() && open.getLast().end() <= pair.start()) {
                open.removeLast();
            }
            Span outer = open.isEmpty() ? Span.NONE : open.getLast();
            String mark = String.valueOf(pair.mark());
            Span span = new Span(outer, mark, mark, pair.start(), pair.end());
            spans(span);
            open.add(span);
        }
    }

    /// Pairs the first mark that can open with the first mark after it that can close, if other characters lie
    /// between them.
    private void readPairs(List<Marks.Pair> pairs, char mark, int start, int end, BitSet code) {
        int open = NONE;
        boolean filled = false;
        for (int at = start; at < end; at++) {
            if (text.charAt(at) != mark || addressStarts[at] != NONE || code.get(at - start)) {
                filled = true;
            } else if (open != NONE && filled && (mark == Marks.CODE || Marks.closes(text, at))) {
                pairs.add(new Marks.Pair(mark, open, at + 1));
                open = NONE;
            } else if (open == NONE && opens(mark, at)) {
                open = at;
                filled = false;
            }
        }
    }

    private boolean opens(char mark, int at) {
        return mark == Marks.CODE
                ? at + 1 < text.length() && !CleanText.isSpace(text.charAt(at + 1))
                : Marks.opens(text, at);
    }

    private void spans(Span span) {
        Arrays.fill(spans, span.start(), span.end(), span);
    }
}
