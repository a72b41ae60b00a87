package dev.recado.adapter.knowledge.search;

import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;

/// The words that the passages of one language have. Reads a question in them: a word that none has is taken for those
/// it is nearly spelled like.
final class Vocabulary {
    static final ParsedQuestion NOTHING = new ParsedQuestion(List.of(), Map.of());

    private static final int MOST_WORDS = 40;
    /// Looked at, with those that say nothing.
    private static final int MOST_TERMS = 4 * MOST_WORDS;
    private static final int MOST_CHARACTERS = 2_048;
    private static final int SHORTEST_MISTYPED = 5;
    private static final int LONG_ENOUGH_FOR_TWO = 8;
    private static final int MOST_MEANINGS = 5;
    private static final double SAME_MEANING = 0.9;
    private static final double ONE_TYPO = 0.8;
    private static final double TWO_TYPOS = 0.6;

    private final Language language;
    private final TextAnalyzer analysis;
    private final IndexReader reader;
    private final FuzzyWordIndex fuzzyWords;

    /// @param words those of the passages, each with how many have it
    Vocabulary(Language language, IndexReader reader, Map<String, Integer> words) {
        this.language = language;
        this.analysis = TextAnalyzer.of(language);
        this.reader = reader;
        this.fuzzyWords = new FuzzyWordIndex(words);
    }

    /// The first words of the question; nothing when they are but numbers, days and the like.
    ParsedQuestion read(String question) {
        String beginning = question.length() > MOST_CHARACTERS ? question.substring(0, MOST_CHARACTERS) : question;
        IndexTermLookup terms = new IndexTermLookup(reader);
        List<ParsedQuestion.Word> words = new ArrayList<>();
        Map<String, Integer> grams = new HashMap<>();
        boolean meaningful = false;
        try {
            for (TextAnalyzer.Term term : analysis.asked(beginning, MOST_TERMS)) {
                if (words.size() == MOST_WORDS) {
                    break;
                }
                meaningful |= !analysis.isDetail(term.word());
                Map<String, Double> stems = meant(term, terms);
                if (!stems.isEmpty()) {
                    words.add(new ParsedQuestion.Word(stems, rarity(stems, terms)));
                    TextAnalyzer.grams(term.word()).forEach(gram -> grams.merge(gram, 1, Integer::sum));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return meaningful ? new ParsedQuestion(words, grams) : NOTHING;
    }

    /// One word of a question; empty for one that says nothing.
    Optional<ParsedQuestion.Word> word(String written) {
        IndexTermLookup terms = new IndexTermLookup(reader);
        try {
            for (TextAnalyzer.Term term : analysis.asked(written, 1)) {
                Map<String, Double> stems = meant(term, terms);
                return stems.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ParsedQuestion.Word(stems, rarity(stems, terms)));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Double> meant(TextAnalyzer.Term term, IndexTermLookup terms) throws IOException {
        String word = term.word();
        boolean known = having(term.stem(), terms) > 0;
        if (word.chars().anyMatch(Character::isDigit)) {
            return Map.of(term.stem(), 1.0);
        }
        Map<String, Double> same = new LinkedHashMap<>();
        if (known) {
            same.put(term.stem(), 1.0);
        }
        for (String stem : analysis.synonyms(word)) {
            if (same.size() < MOST_MEANINGS && having(stem, terms) > 0) {
                same.putIfAbsent(stem, SAME_MEANING);
            }
        }
        if (!same.isEmpty()) {
            return same;
        }
        if (word.length() < SHORTEST_MISTYPED) {
            return Map.of(term.stem(), 1.0);
        }
        if (analysis.isNearlyStop(word)) {
            return Map.of();
        }
        Map<String, Double> near = near(word);
        return near.isEmpty() ? Map.of(term.stem(), 1.0) : near;
    }

    /// The stems of the nearest words, the commoner of equals first.
    private Map<String, Double> near(String word) {
        List<FuzzyWordIndex.Near> near = fuzzyWords.to(word, word.length() < LONG_ENOUGH_FOR_TWO ? 1 : 2);
        int least = near.stream().mapToInt(FuzzyWordIndex.Near::distance).min().orElse(0);
        Map<String, Double> stems = new LinkedHashMap<>();
        near.stream()
                .filter(candidate -> candidate.distance() == least)
                .sorted(Comparator.comparingInt(FuzzyWordIndex.Near::frequency)
                        .reversed()
                        .thenComparing(FuzzyWordIndex.Near::word))
                .limit(MOST_MEANINGS)
                .forEach(candidate -> stems.put(analysis.stem(candidate.word()), least == 1 ? ONE_TYPO : TWO_TYPOS));
        return stems;
    }

    private double rarity(Map<String, Double> stems, IndexTermLookup terms) throws IOException {
        int passages = Math.max(1, reader.getDocCount(PassageIndex.stems(language)));
        double rarest = 0;
        for (String stem : stems.keySet()) {
            int having = having(stem, terms);
            rarest = Math.max(rarest, Math.log(1 + (passages - having + 0.5) / (having + 0.5)));
        }
        return rarest;
    }

    private int having(String stem, IndexTermLookup terms) throws IOException {
        return terms.frequency(PassageIndex.stems(language), stem);
    }
}
