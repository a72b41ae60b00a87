package dev.recado.adapter.knowledge;

import dev.recado.domain.guard.SmallTalk.Kind;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.Phrase;
import java.util.Map;
import java.util.Set;

/// What a business says in its own words.
///
/// @param texts by language
/// @param words that tell a language which the business added, or tell one that ships better
/// @param heard small talk of users, by what it is
record OwnTexts(
        Map<Language, Map<Phrase, String>> texts,
        Map<Language, Set<String>> words,
        Map<Language, Map<Kind, Set<String>>> heard) {
    static final OwnTexts NONE = new OwnTexts(Map.of(), Map.of(), Map.of());

    OwnTexts {
        texts = Map.copyOf(texts);
        words = Map.copyOf(words);
        heard = Map.copyOf(heard);
    }
}
