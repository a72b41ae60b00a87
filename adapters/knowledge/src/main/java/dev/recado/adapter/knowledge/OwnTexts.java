package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import dev.recado.domain.model.Phrase;
import java.util.Map;
import java.util.Set;

/// What a business says in its own words.
///
/// @param texts by language
/// @param words that tell a language which the business added, or tell one that ships better
record OwnTexts(Map<Language, Map<Phrase, String>> texts, Map<Language, Set<String>> words) {
    static final OwnTexts NONE = new OwnTexts(Map.of(), Map.of());

    OwnTexts {
        texts = Map.copyOf(texts);
        words = Map.copyOf(words);
    }
}
