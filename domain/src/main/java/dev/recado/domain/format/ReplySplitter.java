package dev.recado.domain.format;

import java.util.ArrayList;
import java.util.List;

/// Splits a rendered text into parts of at most `limit` UTF-16 units. Each part is readable alone: marks and
/// fences around a cut are closed before it and reopened after it. A web address, an emoji, or a marked span that
/// fits into one part is never cut. Text beyond `maxParts` parts is dropped, and the last part ends with an
/// ellipsis.
public final class ReplySplitter {

    /// The smallest limit that leaves room for marks around a word.
    public static final int MIN_LIMIT = 20;

    private static final double[] FILLS = {0.5, 0.8, 0.95};
    private static final double LAST_FILL = 0.3;
    private static final String ELLIPSIS = " …";
    private static final String FENCED_ELLIPSIS = "\n…";

    private final int limit;
    private final int maxParts;

    /// @param limit the longest part in UTF-16 units
    /// @param maxParts the most parts
    public ReplySplitter(int limit, int maxParts) {
        if (limit < MIN_LIMIT) {
            throw new IllegalArgumentException("limit must be at least " + MIN_LIMIT + ", was " + limit);
        }
        if (maxParts < 1) {
            throw new IllegalArgumentException("maxParts must be at least 1, was " + maxParts);
        }
        this.limit = limit;
        this.maxParts = maxParts;
    }

    /// Returns the parts in order, none of them blank; empty for a blank text.
    public List<String> split(String text) {
        return split((CharSequence) text);
    }

    List<String> split(CharSequence text) {
        MarkedText marked = MarkedText.read(text);
        for (double fill : FILLS) {
            List<String> parts = parts(marked, fill, false);
            if (parts.size() <= maxParts) {
                return parts;
            }
        }
        return parts(marked, FILLS[FILLS.length - 1], true);
    }

    /// Returns the parts. With `cut` there are no more than allowed, and the last one ends in an ellipsis;
    /// without it one part too many signals the overflow.
    private List<String> parts(MarkedText text, double fill, boolean cut) {
        BreakFinder breaks = new BreakFinder(text, limit, fill);
        List<String> parts = new ArrayList<>();
        int start = breaks.next(0);
        while (start < text.length() && parts.size() <= maxParts) {
            if (breaks.length(start, text.length()) <= limit) {
                add(parts, text, start, text.length(), "");
                return parts;
            }
            if (cut && parts.size() == maxParts - 1) {
                addLast(parts, text, new BreakFinder(text, limit, LAST_FILL), start);
                return parts;
            }
            int end = orElse(breaks.find(start, 0), start + limit);
            add(parts, text, start, end, "");
            start = breaks.next(end);
        }
        return parts;
    }

    private void addLast(List<String> parts, MarkedText text, BreakFinder breaks, int start) {
        int end = breaks.find(start, ELLIPSIS.length());
        if (end == BreakFinder.NONE) {
            add(parts, text, start, orElse(breaks.find(start, 0), start + limit), "");
        } else {
            add(parts, text, start, end, text.cutBy(end).isFence() ? FENCED_ELLIPSIS : ELLIPSIS);
        }
    }

    private static int orElse(int place, int otherwise) {
        return place == BreakFinder.NONE ? otherwise : place;
    }

    private static void add(List<String> parts, MarkedText text, int start, int end, String after) {
        String piece = text.slice(start, end).stripTrailing();
        if (!CleanText.isBlank(piece)) {
            parts.add(text.cutBy(start).openers()
                    + piece
                    + after
                    + text.cutBy(end).closers());
        }
    }
}
