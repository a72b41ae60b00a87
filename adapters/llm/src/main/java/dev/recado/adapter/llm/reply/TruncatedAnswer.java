package dev.recado.adapter.llm.reply;

/// An answer that ended because its room did.
final class TruncatedAnswer {

    private TruncatedAnswer() {}

    /// The text up to its last whole sentence or line; empty when there is none.
    static String whole(String text) {
        for (int end = text.length(); end > 0; end--) {
            char last = text.charAt(end - 1);
            boolean isLine = last == '\n';
            boolean isSentence = ".!?…。".indexOf(last) >= 0
                    && (end == text.length() || Character.isWhitespace(text.charAt(end)))
                    && !isNumber(text, end - 1);
            if (isLine || isSentence) {
                return text.substring(0, end).strip();
            }
        }
        return "";
    }

    /// Whether most of the text is whole.
    static boolean isNearlyWhole(String text) {
        return whole(text).length() * 2 >= text.length();
    }

    /// The text, ending as well as it can.
    static String ended(String text) {
        String whole = whole(text);
        return whole.isEmpty() ? text + "…" : whole;
    }

    /// "2." begins an item of a list, it ends nothing.
    private static boolean isNumber(String text, int dot) {
        int start = dot;
        while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return start < dot && (start == 0 || text.charAt(start - 1) == '\n');
    }
}
