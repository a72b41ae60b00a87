package dev.recado.adapter.twilio.inbound;

/// Removes characters that are invisible and that stores and XML refuse.
final class TextCleaner {
    private TextCleaner() {}

    /// The text without control characters. Tabs and line ends stay; line ends become `\n`.
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\n') {
                return cleaned(text);
            }
        }
        return text;
    }

    /// The text on one line, without surrounding space.
    public static String line(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    private static String cleaned(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    kept.append('\n');
                }
            } else if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
