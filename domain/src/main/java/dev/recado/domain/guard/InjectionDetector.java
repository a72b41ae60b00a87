package dev.recado.domain.guard;

import dev.recado.domain.text.DisguiseRemover;
import dev.recado.domain.text.Sentences;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Detects prompt injections: sentences that try to instruct an assistant, in Spanish, English, French or
/// Portuguese, also when disguised by accents, invisible characters, look-alike or spaced-out letters. Stateless
/// and linear in time. It knows the usual forms, not all: text that passes is still only data.
public final class InjectionDetector {
    private InjectionDetector() {}

    /// Returns whether any sentence of the text is an injection.
    public static boolean isSuspicious(String text) {
        return !find(text).isEmpty();
    }

    /// Returns the text without injections. Each is removed with the rest of its line, which usually holds the
    /// instruction itself. A text without injections is returned unchanged.
    public static String without(String text) {
        BitSet suspicious = find(text);
        if (suspicious.isEmpty()) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        for (int hit = suspicious.nextSetBit(0); hit >= 0; hit = suspicious.nextSetBit(at)) {
            int start = hit;
            while (start > at && !beginsSentence(text, start)) {
                start--;
            }
            kept.append(text, at, start);
            int last = suspicious.nextClearBit(hit) - 1;
            int end = text.indexOf('\n', last);
            at = end < 0 ? text.length() : end;
        }
        return kept.append(text, at, text.length()).toString().strip();
    }

    private static boolean beginsSentence(String text, int at) {
        if (text.charAt(at - 1) == '\n') {
            return true;
        }
        int space = at;
        while (space > 0 && Character.isWhitespace(text.charAt(space - 1))) {
            space--;
        }
        return space < at && Sentences.endBefore(text, space, at);
    }

    /// Marks the characters that belong to an injection.
    private static BitSet find(String text) {
        BitSet found = new BitSet();
        DisguiseRemover undisguised = DisguiseRemover.of(text);
        String plain = undisguised.text();
        String read = undisguised.withDigitsAsLetters();
        mark(plain, undisguised::origin, found);
        if (!read.equals(plain)) {
            mark(read, undisguised::origin, found);
        }
        return found;
    }

    private static void mark(String text, IntUnaryOperator origin, BitSet found) {
        InjectionPatterns.WORDS.find(text, match -> mark(match, origin, found));
        for (Pattern pattern : InjectionPatterns.SIGNS) {
            for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
                mark(matcher, origin, found);
            }
        }
    }

    private static void mark(MatchResult match, IntUnaryOperator origin, BitSet found) {
        if (match.end() > match.start()) {
            found.set(origin.applyAsInt(match.start()), origin.applyAsInt(match.end() - 1) + 1);
        }
    }
}
