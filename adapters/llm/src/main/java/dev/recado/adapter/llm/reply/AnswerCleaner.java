package dev.recado.adapter.llm.reply;

/// Reduces a model's text to what is meant for the user.
public final class AnswerCleaner {

    /// About five WhatsApp messages; a longer text means that the model does not stop.
    static final int MAX_LENGTH = 20_000;

    /// Letters and signs without a shape: Hangul fillers, the Braille blank, variation selectors.
    private static final String FILLERS = "\u115f\u1160\u3164\uffa0\u2800\u034f\ufe0e\ufe0f";

    private AnswerCleaner() {}

    /// The text without reasoning, template tokens, citation marks and surrounding blanks, cut to the limit;
    /// empty when nothing is left.
    public static String clean(String text) {
        return cleaned(AnswerUnwrapper.unwrap(ReasoningFilter.without(text)));
    }

    /// Cleans a text that has no reasoning in it.
    static String cleaned(String text) {
        CodeMask code = CodeMask.of(text);
        String clean = CitationFilter.without(TemplateTokenFilter.without(code.masked()));
        return bounded(AnswerUnwrapper.unwrap(code.unmasked(clean)).strip());
    }

    /// Whether a reader would see nothing: only blanks and characters without width or shape.
    private static boolean isInvisible(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.CONTROL
                        || FILLERS.indexOf(c) >= 0);
    }

    private static String bounded(String text) {
        if (isInvisible(text)) {
            return "";
        }
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = MAX_LENGTH - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
