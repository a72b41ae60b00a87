package dev.recado.domain.guard;

import dev.recado.domain.guard.SmallTalk.Kind;
import dev.recado.domain.model.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The small talk of the languages that a business added, before that of the languages that ship.
public final class SmallTalkPhrases {
    public static final SmallTalkPhrases NONE = new SmallTalkPhrases(Map.of());

    private static final int LONGEST = 120;

    private final Map<Language, Map<String, Kind>> phrases = new LinkedHashMap<>();

    /// @param own phrases as people write them, by language and what they are; case, accents and marks do not matter
    public SmallTalkPhrases(Map<Language, Map<Kind, Set<String>>> own) {
        // in the order of the tags, so that a phrase of two languages is always the same one's
        Map<String, Language> tags = new TreeMap<>();
        own.keySet().forEach(language -> tags.put(language.tag(), language));
        tags.values().forEach(language -> {
            Map<String, Kind> plain = new LinkedHashMap<>();
            own.getOrDefault(language, Map.of())
                    .forEach((kind, said) -> said.forEach(phrase -> plain.put(Plain.of(phrase), kind)));
            phrases.put(language, plain);
        });
    }

    /// Empty for a text that says anything else.
    public Optional<SmallTalk> in(String text) {
        if (!phrases.isEmpty() && text.length() <= LONGEST) {
            List<String> words = List.of(Plain.of(text).split(" ", -1));
            for (Map.Entry<Language, Map<String, Kind>> each : phrases.entrySet()) {
                Kind kind = whole(words, each.getValue());
                if (kind != null) {
                    return Optional.of(new SmallTalk(kind, Set.of(each.getKey())));
                }
            }
        }
        return SmallTalk.in(text);
    }

    /// What outweighs the rest of a text that is made of such phrases; null for any other text.
    private static @Nullable Kind whole(List<String> words, Map<String, Kind> phrases) {
        Kind[] until = new Kind[words.size() + 1];
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= words.size() && (from == 0 || until[from] != null); to++) {
                Kind kind = phrases.get(String.join(" ", words.subList(from, to)));
                if (kind != null) {
                    until[to] = first(until[to], first(until[from], kind));
                }
            }
        }
        return until[words.size()];
    }

    private static Kind first(@Nullable Kind one, Kind other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }
}
