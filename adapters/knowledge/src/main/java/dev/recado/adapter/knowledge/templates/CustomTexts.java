package dev.recado.adapter.knowledge.templates;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.intent.SmallTalk.Kind;
import dev.recado.domain.text.Language;
import java.util.Map;
import java.util.Set;

/// What a business says in its own words.
///
/// @param texts by language
/// @param words that tell a language which the business added, or tell one that ships better
/// @param heard small talk of users, by what it is
public record CustomTexts(
        Map<Language, Map<BuiltInText, String>> texts,
        Map<Language, Set<String>> words,
        Map<Language, Map<Kind, Set<String>>> heard) {
    public static final CustomTexts NONE = new CustomTexts(Map.of(), Map.of(), Map.of());

    public CustomTexts {
        texts = Map.copyOf(texts);
        words = Map.copyOf(words);
        heard = Map.copyOf(heard);
    }
}
