package dev.recado.domain.model;

import java.util.Locale;
import java.util.Optional;

/// A language Recado's own texts ship in. A model may answer in any other; notices and apologies cannot.
public enum Language {
    SPANISH("es"),
    ENGLISH("en"),
    FRENCH("fr"),
    PORTUGUESE("pt");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The two-letter ISO 639-1 tag, lower case.
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /// Reads `es`, `ES`, `es-MX` or `es_419` alike; empty for a language that does not ship.
    public static Optional<Language> ofTag(String tag) {
        String primary = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        for (Language language : values()) {
            if (language.tag.equals(primary)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
