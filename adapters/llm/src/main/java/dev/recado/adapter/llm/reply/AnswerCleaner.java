package dev.recado.adapter.llm.reply;

/// What of a model's text is meant for the user.
public final class AnswerCleaner {

    /// Some five WhatsApp messages; more than this is a model running away.
    static final int MAX_LENGTH = 20_000;

    /// Letters and signs without a shape: Hangul fillers, the blank of Braille, variation selectors.
    private static final String FILLERS = "\u115f\u1160\u3164\uffa0\u2800\u034f\ufe0e\ufe0f";

    private AnswerCleaner() {}

    /// Without thoughts, the model's own tokens, marks of citations, surrounding blanks and what is beyond the bound;
    /// empty when nothing is left.
    public static String of(String text) {
        return cleaned(AnswerUnwrapper.off(ReasoningFilter.without(text)));
    }

    /// Of a text without thoughts.
    static String cleaned(String text) {
        CodeMask code = CodeMask.of(text);
        String clean = CitationFilter.without(TemplateTokenFilter.without(code.masked()));
        return bounded(AnswerUnwrapper.off(code.unmasked(clean)).strip());
    }

    /// Whether a reader would see nothing: blanks, characters without width or shape.
    private static boolean isInvisible(String said) {
        return said.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.CONTROL
                        || FILLERS.indexOf(c) >= 0);
    }

    private static String bounded(String said) {
        if (isInvisible(said)) {
            return "";
        }
        if (said.length() <= MAX_LENGTH) {
            return said;
        }
        int end = MAX_LENGTH - 1;
        if (Character.isHighSurrogate(said.charAt(end - 1))) {
            end--;
        }
        return said.substring(0, end).stripTrailing() + "…";
    }
}
