package dev.recado.domain.text;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether a message is evidence of its writer's language. Commands are none, and a single word counts
/// only while no language is known: "help", "ok" and "menu" are written by speakers of any language.
public final class LanguageEvidence {
    private static final Set<String> ANY_LANGUAGE = Set.of("start", "stop", "unstop", "ok");

    private LanguageEvidence() {}

    /// Returns the language of the words, or empty when they are no evidence against the known language.
    ///
    /// @param known the language known so far; null for a new user
    public static Optional<Language> in(String words, @Nullable Language known, LanguageDetector detector) {
        if (words.isBlank() || words.strip().startsWith("/")) {
            return Optional.empty();
        }
        String normalized = NormalizedText.of(words);
        boolean isEvidence = known == null ? !ANY_LANGUAGE.contains(normalized) : normalized.indexOf(' ') >= 0;
        return isEvidence ? detector.detect(words) : Optional.empty();
    }
}
