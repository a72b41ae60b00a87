package dev.recado.adapter.meta;

/// What users wrote, freed of characters that no one can see and that stores refuse.
final class PlainText {
    private PlainText() {}

    /// The text without control characters and halves of surrogate pairs; tabs and line ends stay, line ends as `\n`.
    static String clean(String text) {
        return text.codePoints().allMatch(PlainText::stays) ? text : cleaned(text);
    }

    /// The text on one line, without space around it.
    static String line(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    private static String cleaned(String text) {
        var kept = new StringBuilder(text.length());
        text.replaceAll("\r\n?", "\n").codePoints().filter(PlainText::stays).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean stays(int c) {
        boolean halfAPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || halfAPair);
    }
}
