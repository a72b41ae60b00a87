package dev.recado.adapter.knowledge.language;

import dev.recado.domain.text.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Scores the language of a word by its letters and its ending, for words that are in no list.
final class SpellingHints {
    private static final int MIN_SHAPE_LENGTH = 4;

    private static final List<Hint> LETTERS = List.of(
            new Hint("ñ", Map.of(Language.SPANISH, 1.5)),
            new Hint("[ãõ]", Map.of(Language.PORTUGUESE, 1.5)),
            new Hint("ç", Map.of(Language.FRENCH, 0.7, Language.PORTUGUESE, 0.7)),
            new Hint("[œèùëïûî]", Map.of(Language.FRENCH, 1.5)),
            new Hint("[êâô]", Map.of(Language.FRENCH, 0.7, Language.PORTUGUESE, 0.7)),
            new Hint("à", Map.of(Language.FRENCH, 0.7, Language.PORTUGUESE, 0.5)),
            new Hint("[áíóú]", Map.of(Language.SPANISH, 0.6, Language.PORTUGUESE, 0.6)),
            new Hint("é", Map.of(Language.SPANISH, 0.3, Language.FRENCH, 0.5, Language.PORTUGUESE, 0.3)));

    private static final List<Hint> SHAPES = List.of(
            new Hint("(?:cion|ciones|idad|idades)$", Map.of(Language.SPANISH, 1.0)),
            new Hint("(?:cao|coes|idade|agem|inho|inha)$", Map.of(Language.PORTUGUESE, 1.0)),
            new Hint("(?:eux|euse|iere?|oir|eaux?|ez|ai[st]|aient|ique|ment)$", Map.of(Language.FRENCH, 0.8)),
            new Hint("tions?$", Map.of(Language.ENGLISH, 0.4, Language.FRENCH, 0.4)),
            new Hint("(?:ing|ght|ful|ness|ly|ed|sh|th|ck|wn)$", Map.of(Language.ENGLISH, 0.8)),
            new Hint("^(?:wh|th|sh|kn|wr)", Map.of(Language.ENGLISH, 0.8)),
            new Hint("oo|ee|gh|th", Map.of(Language.ENGLISH, 0.4)),
            new Hint("[ln]h", Map.of(Language.PORTUGUESE, 0.8)),
            new Hint("^ll", Map.of(Language.SPANISH, 0.8)),
            new Hint("(?:ue|ie)[nrs]t", Map.of(Language.SPANISH, 0.4)),
            new Hint("ou|eu|ai", Map.of(Language.FRENCH, 0.2)),
            new Hint("(?:ei|ou)[rt]o", Map.of(Language.PORTUGUESE, 0.5)),
            new Hint("(?:os|as|ar|ando|iendo)$", Map.of(Language.SPANISH, 0.3, Language.PORTUGUESE, 0.3)),
            new Hint("iendo$", Map.of(Language.SPANISH, 0.5)),
            new Hint("mente$", Map.of(Language.SPANISH, 0.5, Language.PORTUGUESE, 0.5)));

    private SpellingHints() {}

    static void weigh(String word, Scores scores) {
        LETTERS.forEach(hint -> hint.weigh(word, scores));
        String folded = WordForms.fold(word);
        if (folded.length() >= MIN_SHAPE_LENGTH) {
            SHAPES.forEach(hint -> hint.weigh(folded, scores));
        }
    }

    /// The score of each language.
    static final class Scores {
        private final Map<Language, Double> weights = new LinkedHashMap<>();

        void add(Language language, double weight) {
            weights.merge(language, weight, Double::sum);
        }

        double of(Language language) {
            return weights.getOrDefault(language, 0.0);
        }
    }

    private record Hint(Pattern pattern, Map<Language, Double> weights) {
        Hint(String pattern, Map<Language, Double> weights) {
            this(Pattern.compile(pattern), weights);
        }

        void weigh(String word, Scores scores) {
            if (pattern.matcher(word).find()) {
                weights.forEach(scores::add);
            }
        }
    }
}
