package dev.recado.adapter.knowledge.templates;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.intent.SmallTalk.Kind;
import dev.recado.domain.text.Language;
import java.util.Map;
import java.util.Set;

/// The business's own texts.
///
/// @param texts by language
/// @param words words that identify a language that the business added, or that improve the detection of one that
/// ships
/// @param smallTalk users' small talk, by kind
public record CustomTexts(
        Map<Language, Map<BuiltInText, String>> texts,
        Map<Language, Set<String>> words,
        Map<Language, Map<Kind, Set<String>>> smallTalk) {
    public static final CustomTexts NONE = new CustomTexts(Map.of(), Map.of(), Map.of());

    public CustomTexts {
        texts = Map.copyOf(texts);
        words = Map.copyOf(words);
        smallTalk = Map.copyOf(smallTalk);
    }
}
