package dev.recado.domain.text;

import java.util.regex.Pattern;

/// A text reduced to its words: lower case, without accents, emoji and punctuation, one space between words.
public final class NormalizedText {
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private NormalizedText() {}

    public static String of(String text) {
        return OTHERS.matcher(DisguiseRemover.of(text).text()).replaceAll(" ").strip();
    }
}
