package dev.recado.domain.text;

/// Removes characters that are invisible and that stores and XML refuse from what a provider sends.
public final class TextCleaner {
    private TextCleaner() {}

    /// The text without control characters and unpaired surrogates. Tabs and line ends stay; line ends become
    /// `\n`.
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c) || !isKept(c)) {
                return cleaned(text);
            }
        }
        return text;
    }

    /// The text on one line, without surrounding space.
    public static String line(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    /// Whether nothing of the text is visible to a reader.
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(TextCleaner::isInvisible);
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || isFiller(c)
                || switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
                    default -> false;
                };
    }

    /// Letters, marks and patterns that fonts draw as nothing.
    private static boolean isFiller(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
        };
    }

    private static String cleaned(String text) {
        var kept = new StringBuilder(text.length());
        int next;
        for (int i = 0; i < text.length(); i += Character.charCount(next)) {
            next = text.codePointAt(i);
            if (next == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    kept.append('\n');
                }
            } else if (isKept(next)) {
                kept.appendCodePoint(next);
            }
        }
        return kept.toString();
    }

    private static boolean isKept(int c) {
        boolean isUnpaired = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || isUnpaired);
    }
}
