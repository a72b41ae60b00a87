package dev.recado.domain.format;

import dev.recado.domain.text.Sentences;
import java.util.Arrays;
import java.util.regex.Matcher;

/// Finds the best place to end a part: after a paragraph, a line, a sentence or a word, or, if none of these
/// fits, between two characters. Never looks further ahead than one part.
final class BreakFinder {

    static final int NONE = -1;

    private static final int PARAGRAPH = 0;
    private static final int LINE = 1;
    private static final int SENTENCE = 2;
    private static final int WORD = 3;

    private final MarkedText text;
    private final int limit;
    private final double fill;

    /// Parts are at least `fill` (0 to 1) full where a natural break allows it.
    BreakFinder(MarkedText text, int limit, double fill) {
        this.text = text;
        this.limit = limit;
        this.fill = fill;
    }

    /// Returns the end of the part that begins at `start`, with `room` characters kept free; [#NONE] when only a
    /// cut through a span that fits one part would help.
    int find(int start, int room) {
        int[] best = naturalBreaks(start, room);
        int full = limit - room - text.cutBy(start).openers().length();
        for (double share : new double[] {fill, fill / 4, 0}) {
            for (int place : best) {
                if (place > start && place - start >= share * full) {
                    return place;
                }
            }
        }
        return characterBreak(start, room);
    }

    /// Returns where the part after one that ended at `end` begins.
    int next(int end) {
        int at = skipSpace(end);
        for (Span span = text.cutBy(at); !span.isNone(); span = text.cutBy(at)) {
            if (at < span.contentEnd()) {
                return at;
            }
            at = skipSpace(span.end());
        }
        return at;
    }

    /// Returns the length of the part from `start` to `end`, with the marks it needs.
    int length(int start, int end) {
        return text.cutBy(start).openers().length()
                + end
                - start
                + text.cutBy(end).closers().length();
    }

    private int[] naturalBreaks(int start, int room) {
        int[] best = new int[WORD + 1];
        Arrays.fill(best, NONE);
        int last = Math.min(text.length() - 1, start + limit);
        int at = start + 1;
        while (at <= last) {
            if (!Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int end = spaceEnd(at);
            if (end - at > 1 || Graphemes.beginsAfterSpace(text.text(), end)) {
                if (mayCut(at) && length(start, at) + room <= limit) {
                    best[level(at, end)] = at;
                }
            }
            at = end;
        }
        return best;
    }

    private int characterBreak(int start, int room) {
        int best = NONE;
        int longest = start + limit;
        Matcher clusters = Graphemes.between(text.text(), start, longest);
        while (clusters.find() && clusters.end() <= longest) {
            if (isPlace(start, clusters.end(), room)) {
                best = clusters.end();
            }
        }
        for (int at = Math.min(longest, text.length() - 1); best == NONE && at > start; at--) {
            boolean halves =
                    Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1));
            if (!halves && isPlace(start, at, room)) {
                best = at;
            }
        }
        return best;
    }

    private boolean isPlace(int start, int at, int room) {
        int address = text.addressCutBy(at);
        return at < text.length()
                && length(start, at) + room <= limit
                && mayCut(at)
                && (address == 0 || address + text.cutBy(at).overhead() > limit);
    }

    /// Returns whether every span that a cut at `at` would split is too long to stay whole, and both pieces would
    /// have content.
    private boolean mayCut(int at) {
        Span span = text.cutBy(at);
        return span.isNone() || (!span.fits(limit) && at > span.contentStart() && at < span.contentEnd());
    }

    private int level(int at, int end) {
        int lines = 0;
        for (int i = at; i < end && lines < 2; i++) {
            lines += text.charAt(i) == '\n' ? 1 : 0;
        }
        if (lines > 0) {
            boolean fenced = text.cutBy(at).isFence();
            return leadsOn(at) ? WORD : lines > 1 && !fenced ? PARAGRAPH : LINE;
        }
        return Sentences.endBefore(text.text(), at, end) ? SENTENCE : WORD;
    }

    /// Returns whether the line that ends at `at` introduces the next one: it ends in a colon, or is a heading.
    private boolean leadsOn(int at) {
        Span last = text.spanAt(at - 1);
        while (!last.isNone() && !last.outer().isNone()) {
            last = last.outer();
        }
        boolean heading = !last.isNone()
                && !last.isFence()
                && last.end() == at
                && (last.start() == 0 || text.charAt(last.start() - 1) == '\n');
        return heading || text.charAt(at - 1) == ':';
    }

    private int spaceEnd(int from) {
        int end = from;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// Skips the white space at `from`: all of it in running text, only whole line ends within a fence.
    private int skipSpace(int from) {
        int end = spaceEnd(from);
        if (end < text.length() && end > from && !Graphemes.beginsAfterSpace(text.text(), end)) {
            end--;
        }
        if (end < text.length() && text.cutBy(end).isFence() && text.cutBy(from).isFence()) {
            int indent = end;
            while (indent > from && text.charAt(indent - 1) != '\n') {
                indent--;
            }
            return indent > from ? indent : end;
        }
        return end;
    }
}
