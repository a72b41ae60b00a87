package dev.recado.adapter.meta.api;

/// What users wrote, freed of characters that no one can see and that stores refuse.
public final class TextCleaner {
    private TextCleaner() {}

    /// The text without control characters and halves of surrogate pairs; tabs and line ends stay, line ends as `\n`.
    public static String clean(String text) {
        return text.codePoints().allMatch(TextCleaner::stays) ? text : cleaned(text);
    }

    /// The text on one line, without space around it.
    public static String line(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    private static String cleaned(String text) {
        var kept = new StringBuilder(text.length());
        text.replaceAll("\r\n?", "\n").codePoints().filter(TextCleaner::stays).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean stays(int c) {
        boolean halfAPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || halfAPair);
    }
}
