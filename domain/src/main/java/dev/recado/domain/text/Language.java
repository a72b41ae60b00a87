package dev.recado.domain.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A human language. Recado's own texts ship in four languages; a business can add others. A model may answer in
/// any.
///
/// @param tag the two-letter ISO 639-1 tag, lower case
public record Language(String tag) {
    public static final Language SPANISH = new Language("es");
    public static final Language ENGLISH = new Language("en");
    public static final Language FRENCH = new Language("fr");
    public static final Language PORTUGUESE = new Language("pt");

    /// The languages that Recado's own texts ship in.
    public static final List<Language> SHIPPED = List.of(SPANISH, ENGLISH, FRENCH, PORTUGUESE);

    private static final Set<String> TAGS = Set.of(Locale.getISOLanguages());

    public Language {
        if (!tag.matches("[a-z]{2}")) {
            throw new IllegalArgumentException("a language's tag is two letters");
        }
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    public boolean isShipped() {
        return SHIPPED.contains(this);
    }

    /// Reads `es`, `ES`, `es-MX` or `es_419` alike; empty for a text that is not a language tag.
    public static Optional<Language> ofTag(String tag) {
        String primary = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return TAGS.contains(primary) ? Optional.of(new Language(primary)) : Optional.empty();
    }

    @Override
    public String toString() {
        return tag;
    }
}
