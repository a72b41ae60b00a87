package dev.recado.domain.format;

import java.util.ArrayList;
import java.util.List;

/// Cuts a rendered text into messages of at most `limit` UTF-16 units. Each part can be read alone: marks and fences
/// that a cut goes through are closed before it and opened again after it; a web address, an emoji, or marked text
/// that fits a part is never cut. What does not fit `maxParts` is left out, and the last part says so with an
/// ellipsis.
public final class ReplySplitter {

    /// The least limit that leaves room for marks around a word.
    public static final int LEAST_LIMIT = 20;

    private static final double[] FILLS = {0.5, 0.8, 0.95};
    private static final double LAST_FILL = 0.3;
    private static final String ELLIPSIS = " …";
    private static final String FENCED_ELLIPSIS = "\n…";

    private final int limit;
    private final int maxParts;

    /// At most `maxParts` parts of `limit` UTF-16 units each.
    public ReplySplitter(int limit, int maxParts) {
        if (limit < LEAST_LIMIT) {
            throw new IllegalArgumentException("limit must be at least " + LEAST_LIMIT + ", was " + limit);
        }
        if (maxParts < 1) {
            throw new IllegalArgumentException("maxParts must be at least 1, was " + maxParts);
        }
        this.limit = limit;
        this.maxParts = maxParts;
    }

    /// The parts in order, none blank; none at all for a blank text.
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

    /// With `cut`, no more parts than allowed, the last one ending in an ellipsis; else one too many tells the
    /// caller.
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
