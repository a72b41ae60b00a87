package dev.recado.domain.guard;

import java.util.regex.Pattern;

/// A text as its words alone: lower case, without accents, emoji and marks, one space between two words.
public final class Plain {
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Plain() {}

    public static String of(String text) {
        return OTHERS.matcher(Undisguised.of(text).text()).replaceAll(" ").strip();
    }
}
