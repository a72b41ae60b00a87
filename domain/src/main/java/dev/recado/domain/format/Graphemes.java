package dev.recado.domain.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Grapheme clusters: what readers see as one character.
final class Graphemes {

    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private Graphemes() {}

    /// Returns a matcher for the clusters from `start` on; it is exact for those that end by `end`.
    static Matcher between(CharSequence text, int start, int end) {
        return CLUSTER.matcher(text).region(start, Math.min(text.length(), end + 2));
    }

    /// Returns whether a cluster begins at `at`, which follows a space.
    static boolean beginsAfterSpace(CharSequence text, int at) {
        if (at >= text.length() || text.charAt(at - 1) == '\n' || text.charAt(at) < 0x300) {
            return true;
        }
        Matcher cluster = CLUSTER.matcher(text).region(at - 1, Math.min(text.length(), at + 2));
        return cluster.lookingAt() && cluster.end() == at;
    }
}
