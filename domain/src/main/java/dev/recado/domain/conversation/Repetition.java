package dev.recado.domain.conversation;

import org.jspecify.annotations.Nullable;

/// The words that a user repeats.
///
/// @param words the last words, normalised; null for none
/// @param times how often in a row they were repeated
public record Repetition(@Nullable String words, int times) {
    public static final Repetition NONE = new Repetition(null, 0);

    private static final int LONGEST = 200;

    /// @param next normalised, cut where they are long; null for a message without words
    Repetition followedBy(@Nullable String next) {
        String cut = next == null ? null : next.substring(0, Math.min(next.length(), LONGEST));
        return new Repetition(cut, cut != null && cut.equals(words) ? times + 1 : 0);
    }
}
