package dev.recado.domain.text;

import java.util.Optional;

/// Tells the language of a short text.
public interface LanguageDetector {

    /// The language, or empty when the text does not tell ("ok", a number, an emoji). Quick; a repeat gives the same.
    Optional<Language> detect(String text);
}
