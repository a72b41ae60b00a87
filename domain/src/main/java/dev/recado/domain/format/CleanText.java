package dev.recado.domain.format;

/// Removes characters and white space that a message must not have. Idempotent.
final class CleanText {

    private CleanText() {}

    /// Returns `text` without control characters, direction overrides, unpaired surrogates and non-characters.
    /// All line endings become `\n`, tabs become spaces.
    static String characters(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (isLineEnd(c)) {
                out.append('\n');
            } else if (c == '\t') {
                out.append(' ');
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                if ((codePoint & 0xFFFE) != 0xFFFE) {
                    out.appendCodePoint(codePoint);
                }
            } else if (!isUnwanted(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /// Returns `text` without trailing spaces and blank lines at either end, and with each run of blank lines
    /// reduced to one.
    static String fold(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blankBefore = false;
        int start = 0;
        while (start <= text.length()) {
            int end = lineEnd(text, start);
            int last = end;
            while (last > start && isSpace(text.charAt(last - 1))) {
                last--;
            }
            if (last == start) {
                blankBefore = true;
            } else {
                if (!out.isEmpty()) {
                    out.append(blankBefore ? "\n\n" : "\n");
                }
                out.append(text, start, last);
                blankBefore = false;
            }
            start = end + 1;
        }
        return out.toString();
    }

    /// Returns whether nothing of `text` is visible.
    static boolean isBlank(CharSequence text) {
        return text.codePoints().allMatch(CleanText::isInvisible);
    }

    /// Returns whether the character is white space, of any width or of none.
    static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == Marks.DEFUSER;
    }

    /// Returns the index of the line end at or after `start`, or the length of the text.
    static int lineEnd(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isInvisible(int codePoint) {
        boolean variationSelector = codePoint >= 0xFE00 && codePoint <= 0xFE0F;
        return isSpace(codePoint)
                || variationSelector
                || switch (Character.getType(codePoint)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
                    default -> false;
                };
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\u000B' || c == '\f' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isUnwanted(char c) {
        return Character.isISOControl(c)
                || Character.isSurrogate(c)
                || c == Marks.DEFUSER
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069')
                || (c >= '\uFFF9' && c <= '\uFFFB')
                || (c >= '\uFDD0' && c <= '\uFDEF')
                || c >= '\uFFFE'
                || c == '\uFEFF';
    }
}
