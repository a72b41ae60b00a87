package dev.recado.domain.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Words as they are compared: without accents, in lower case.
final class Folded {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`´]");
    private static final Pattern GAPS = Pattern.compile("[\\h,;:*_\"«»“”()-]+");

    private Folded() {}

    /// Letters and digits alone, one space between words.
    static String words(String text) {
        return OTHERS.matcher(bare(text)).replaceAll(" ").strip();
    }

    /// Sentences keep their ends; whatever else stands between words is one space, and so are apostrophes.
    static String sentences(String text) {
        String bare = APOSTROPHES.matcher(bare(text)).replaceAll(" ");
        return GAPS.matcher(bare).replaceAll(" ").strip();
    }

    private static String bare(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
