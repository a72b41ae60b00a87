package dev.recado.domain.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Words as they are compared: without accents, in lower case.
public final class FoldedWords {
    /// And the one letter that is taken apart into eighteen.
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\x{FDFA}]+");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`´]");
    private static final Pattern GAPS = Pattern.compile("[\\h,;:*_\"«»“”()-]+");

    private FoldedWords() {}

    /// Letters and digits alone, one space between words.
    public static String words(String text) {
        return OTHERS.matcher(bare(text)).replaceAll(" ").strip();
    }

    /// Sentences keep their ends; whatever else stands between words is one space, and so are apostrophes.
    public static String sentences(String text) {
        String bare = APOSTROPHES.matcher(bare(text)).replaceAll(" ");
        return GAPS.matcher(bare).replaceAll(" ").strip();
    }

    /// Marks go before letters are taken apart too: the normalizer sorts them, in time quadratic in how many
    /// follow each other.
    private static String bare(String text) {
        String letters = MARKS.matcher(text).replaceAll("");
        return MARKS.matcher(Normalizer.normalize(letters, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
