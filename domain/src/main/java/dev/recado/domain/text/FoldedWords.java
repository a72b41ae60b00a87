package dev.recado.domain.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text folded for comparison: without accents, in lower case.
public final class FoldedWords {
    /// Marks, and U+FDFA, the one letter that decomposes into eighteen.
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\x{FDFA}]+");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`´]");
    private static final Pattern GAPS = Pattern.compile("[\\h,;:*_\"«»“”()-]+");

    private FoldedWords() {}

    /// Returns letters and digits only, with one space between words.
    public static String words(String text) {
        return OTHERS.matcher(withoutMarks(text)).replaceAll(" ").strip();
    }

    /// Returns the text with sentence ends kept; any other run of separators, and each apostrophe, becomes one
    /// space.
    public static String sentences(String text) {
        String plain = APOSTROPHES.matcher(withoutMarks(text)).replaceAll(" ");
        return GAPS.matcher(plain).replaceAll(" ").strip();
    }

    /// Removes marks before decomposition too, because the normalizer sorts marks in time quadratic in the length
    /// of a run of them.
    private static String withoutMarks(String text) {
        String letters = MARKS.matcher(text).replaceAll("");
        return MARKS.matcher(Normalizer.normalize(letters, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
