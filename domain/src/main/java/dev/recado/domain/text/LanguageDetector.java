package dev.recado.domain.text;

import java.util.Optional;

/// Detects the language of a short text.
public interface LanguageDetector {

    /// Returns the language, or empty when the text does not show it ("ok", a number, an emoji). Quick; the same
    /// text always gives the same result. Thread-safe.
    Optional<Language> detect(String text);
}
