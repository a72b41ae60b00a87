package dev.recado.domain.text;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a message tells of the language somebody speaks. Commands tell nothing, and a single word tells something only
/// of who was never heard before: "help", "ok" and "menu" are written by people of any language.
public final class LanguageEvidence {
    private static final Set<String> OF_ANY = Set.of("start", "stop", "unstop", "ok");

    private LanguageEvidence() {}

    /// The language of the words, unless they are no evidence against the one that is known.
    ///
    /// @param known null for who was never heard
    public static Optional<Language> in(String words, @Nullable Language known, LanguageDetector detector) {
        if (words.isBlank() || words.strip().startsWith("/")) {
            return Optional.empty();
        }
        String plain = NormalizedText.of(words);
        boolean tells = known == null ? !OF_ANY.contains(plain) : plain.indexOf(' ') >= 0;
        return tells ? detector.detect(words) : Optional.empty();
    }
}
