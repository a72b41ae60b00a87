package dev.recado.domain.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/// A text with its disguises removed: lower case, without accents and invisible characters, look-alike letters of
/// other alphabets replaced by Latin ones, and spaced-out letters joined. It maps each of its characters to an
/// index in the original.
public final class DisguiseRemover {
    private static final String LOOKALIKES = "аaеeоoрpсcхxуyіiјjѕsԁdһhκkмmтtнhвbαaοoεeιiρpνvτtυu";
    private static final Map<Character, Character> DIGITS =
            Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's', '7', 't', '@', 'a', '$', 's');
    private static final int MIN_SPACED_LETTERS = 6;

    private final StringBuilder text;
    private final int[] origin;

    private DisguiseRemover(int capacity) {
        this.text = new StringBuilder(capacity);
        this.origin = new int[capacity];
    }

    public static DisguiseRemover of(String original) {
        DisguiseRemover undisguised = new DisguiseRemover(3 * original.length());
        for (int at = 0; at < original.length(); ) {
            int point = original.codePointAt(at);
            undisguised.add(point, at);
            at += Character.charCount(point);
        }
        return undisguised.joinSpacedLetters();
    }

    public String text() {
        return text.toString();
    }

    /// Returns the index in the original of the character at an index of this text.
    public int origin(int index) {
        return origin[index];
    }

    /// Returns this text with digits inside words replaced by the letters they resemble; indexes stay the same.
    public String withDigitsAsLetters() {
        StringBuilder read = new StringBuilder(text);
        for (int start = 0; start < read.length(); start++) {
            int end = start;
            boolean letters = false;
            while (end < read.length() && isPartOfWord(read.charAt(end))) {
                letters |= isLetter(read.charAt(end++));
            }
            for (int at = start; letters && at < end; at++) {
                read.setCharAt(at, DIGITS.getOrDefault(read.charAt(at), read.charAt(at)));
            }
            start = end;
        }
        return read.toString();
    }

    private void add(int point, int at) {
        if (point < 128) {
            append(Character.toLowerCase((char) point), at);
            return;
        }
        if (isInvisible(point)) {
            return;
        }
        if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
            append(' ', at);
            return;
        }
        if (!isLikeLatin(point)) {
            Character.toString(point).chars().forEach(c -> append((char) c, at));
            return;
        }
        String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT);
        int added = 0;
        for (int i = 0; i < plain.length() && added < 3; i++) {
            char c = plain.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                int lookalike = LOOKALIKES.indexOf(c);
                append(
                        c == '’' || c == '‘'
                                ? '\''
                                : lookalike >= 0 && lookalike % 2 == 0 ? LOOKALIKES.charAt(lookalike + 1) : c,
                        at);
                added++;
            }
        }
    }

    /// Letters of other scripts resemble no Latin letter, and one of them (U+FDFA) decomposes into eighteen
    /// characters.
    private static boolean isLikeLatin(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case LATIN, GREEK, CYRILLIC, ARMENIAN, COMMON, INHERITED -> true;
            default -> false;
        };
    }

    static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.CONTROL -> true;
            default -> point == 0x3164 || point == 0x115F || point == 0x1160 || (point >= 0xFE00 && point <= 0xFE0F);
        };
    }

    private void append(char c, int at) {
        if (text.length() < origin.length) {
            origin[text.length()] = at;
            text.append(c);
        }
    }

    /// Joins "i g n o r e" or "i-g-n-o-r-e" to one word, where at least six letters stand alone in a row.
    private DisguiseRemover joinSpacedLetters() {
        DisguiseRemover joined = new DisguiseRemover(origin.length);
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (standsAlone(end) && standsAlone(end + 2) && "  .-_*|".indexOf(text.charAt(end + 1)) >= 0) {
                end += 2;
            }
            boolean spread = end - at >= 2 * (MIN_SPACED_LETTERS - 1);
            for (; at <= end; at += spread ? 2 : 1) {
                joined.append(text.charAt(at), origin[at]);
            }
            at = end + 1;
        }
        return joined;
    }

    private boolean standsAlone(int at) {
        return at < text.length()
                && isLetter(text.charAt(at))
                && (at == 0 || !isLetter(text.charAt(at - 1)))
                && (at + 1 == text.length() || !isLetter(text.charAt(at + 1)));
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isPartOfWord(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '@' || c == '$';
    }
}
