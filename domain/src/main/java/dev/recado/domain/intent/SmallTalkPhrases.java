package dev.recado.domain.intent;

import dev.recado.domain.intent.SmallTalk.Kind;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.NormalizedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Small talk in the languages that a business added, in addition to the built-in ones.
public final class SmallTalkPhrases {
    public static final SmallTalkPhrases NONE = new SmallTalkPhrases(Map.of());

    private static final int MAX_LENGTH = 120;

    private final Map<Language, Map<String, Kind>> phrases = new LinkedHashMap<>();

    /// @param own phrases by language and kind; case, accents and punctuation do not matter
    public SmallTalkPhrases(Map<Language, Map<Kind, Set<String>>> own) {
        // in the order of the tags, so that a phrase of two languages always has the same one
        Map<String, Language> tags = new TreeMap<>();
        own.keySet().forEach(language -> tags.put(language.tag(), language));
        tags.values().forEach(language -> {
            Map<String, Kind> plain = new LinkedHashMap<>();
            own.getOrDefault(language, Map.of())
                    .forEach((kind, said) -> said.forEach(phrase -> plain.put(NormalizedText.of(phrase), kind)));
            phrases.put(language, plain);
        });
    }

    /// Returns the small talk in a text; empty for any other text.
    public Optional<SmallTalk> in(String text) {
        if (!phrases.isEmpty() && text.length() <= MAX_LENGTH) {
            List<String> words = List.of(NormalizedText.of(text).split(" ", -1));
            for (Map.Entry<Language, Map<String, Kind>> each : phrases.entrySet()) {
                Set<Kind> kinds = whole(words, each.getValue());
                if (!kinds.isEmpty()) {
                    return Optional.of(new SmallTalk(kinds, Set.of(each.getKey())));
                }
            }
        }
        return SmallTalk.in(text);
    }

    /// Returns the kinds of a text made of these phrases only; empty for any other text.
    private static Set<Kind> whole(List<String> words, Map<String, Kind> phrases) {
        List<Set<Kind>> until = new ArrayList<>(Collections.nCopies(words.size() + 1, Set.<Kind>of()));
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1;
                    to <= words.size() && (from == 0 || !until.get(from).isEmpty());
                    to++) {
                Kind kind = phrases.get(String.join(" ", words.subList(from, to)));
                if (kind != null) {
                    Set<Kind> all = EnumSet.of(kind);
                    all.addAll(until.get(from));
                    until.set(to, weightier(until.get(to), all));
                }
            }
        }
        return until.getLast();
    }

    private static Set<Kind> weightier(Set<Kind> one, Set<Kind> other) {
        return one.isEmpty() || Collections.min(other).compareTo(Collections.min(one)) < 0 ? other : one;
    }
}
