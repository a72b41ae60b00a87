package dev.recado.adapter.meta.api;

/// Removes characters that are invisible and that stores refuse.
public final class TextCleaner {
    private TextCleaner() {}

    /// The text without control characters and unpaired surrogates. Tabs and line ends stay; line ends become
    /// `\n`.
    public static String clean(String text) {
        return text.codePoints().allMatch(TextCleaner::isKept) ? text : cleaned(text);
    }

    /// The text on one line, without surrounding space.
    public static String line(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    private static String cleaned(String text) {
        var kept = new StringBuilder(text.length());
        text.replaceAll("\r\n?", "\n").codePoints().filter(TextCleaner::isKept).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isKept(int c) {
        boolean halfAPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || halfAPair);
    }
}
