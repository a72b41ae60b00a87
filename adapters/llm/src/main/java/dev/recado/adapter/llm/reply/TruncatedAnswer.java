package dev.recado.adapter.llm.reply;

/// Ends an answer that the token limit cut.
final class TruncatedAnswer {

    private TruncatedAnswer() {}

    /// The text up to its last whole sentence or line; empty when there is none.
    static String wholeSentences(String text) {
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

    /// Whether at least half of the text is whole.
    static boolean isNearlyWhole(String text) {
        return wholeSentences(text).length() * 2 >= text.length();
    }

    /// The text up to its last whole sentence; with an ellipsis when there is none.
    static String ended(String text) {
        String wholeSentences = wholeSentences(text);
        return wholeSentences.isEmpty() ? text + "…" : wholeSentences;
    }

    /// "2." starts an item of a list and ends no sentence.
    private static boolean isNumber(String text, int dot) {
        int start = dot;
        while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return start < dot && (start == 0 || text.charAt(start - 1) == '\n');
    }
}
