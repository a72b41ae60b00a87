package dev.recado.adapter.llm;

import java.util.Locale;

/// What of a model's text is meant for the user.
final class AnswerText {

    /// Some five WhatsApp messages; more than this is a model running away.
    static final int MAX_LENGTH = 20_000;

    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private AnswerText() {}

    /// Without thoughts, surrounding blanks and what is beyond the bound; empty when nothing is left.
    static String of(String text) {
        String said = withoutThoughts(text).strip();
        if (said.length() <= MAX_LENGTH) {
            return said;
        }
        int end = MAX_LENGTH - 1;
        if (Character.isHighSurrogate(said.charAt(end - 1))) {
            end--;
        }
        return said.substring(0, end).stripTrailing() + "…";
    }

    // Reasoning models served without a reasoning parser leave their thoughts in the content. Templates that put the
    // opening tag into the prompt leave only the closing one; a length limit leaves only the opening one.
    private static String withoutThoughts(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) { // a few letters change length when lowered (U+0130)
            lower = text;
        }
        int at = 0;
        int firstClose = lower.indexOf(CLOSE);
        if (firstClose >= 0 && lower.lastIndexOf(OPEN, firstClose) < 0) {
            at = firstClose + CLOSE.length();
        }
        StringBuilder said = new StringBuilder(text.length());
        while (at < text.length()) {
            int open = lower.indexOf(OPEN, at);
            if (open < 0) {
                return said.append(text, at, text.length()).toString();
            }
            said.append(text, at, open);
            int close = lower.indexOf(CLOSE, open);
            at = close < 0 ? text.length() : close + CLOSE.length();
        }
        return said.toString();
    }
}
