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

/// The words of the passages of one language. Parses a question with them: a word that no passage has is taken
/// for those with a similar spelling.
final class Vocabulary {
    static final ParsedQuestion NOTHING = new ParsedQuestion(List.of(), Map.of());

    private static final int MAX_WORDS = 40;
    /// How many terms are read, stop words included.
    private static final int MAX_TERMS = 4 * MAX_WORDS;
    private static final int MAX_CHARACTERS = 2_048;
    private static final int MIN_TYPO_LENGTH = 5;
    private static final int MIN_TWO_TYPOS_LENGTH = 8;
    private static final int MAX_MEANINGS = 5;
    private static final double SYNONYM = 0.9;
    private static final double ONE_TYPO = 0.8;
    private static final double TWO_TYPOS = 0.6;

    private final Language language;
    private final TextAnalyzer analysis;
    private final IndexReader reader;
    private final FuzzyWordIndex fuzzyWords;

    /// @param words the words of the passages, each with the number of passages that have it
    Vocabulary(Language language, IndexReader reader, Map<String, Integer> words) {
        this.language = language;
        this.analysis = TextAnalyzer.of(language);
        this.reader = reader;
        this.fuzzyWords = new FuzzyWordIndex(words);
    }

    /// The first words of the question; nothing when they are only numbers, days and the like.
    ParsedQuestion read(String question) {
        String beginning = question.length() > MAX_CHARACTERS ? question.substring(0, MAX_CHARACTERS) : question;
        IndexTermLookup terms = new IndexTermLookup(reader);
        List<ParsedQuestion.Word> words = new ArrayList<>();
        Map<String, Integer> grams = new HashMap<>();
        boolean meaningful = false;
        try {
            for (TextAnalyzer.Term term : analysis.questionTerms(beginning, MAX_TERMS)) {
                if (words.size() == MAX_WORDS) {
                    break;
                }
                meaningful |= !analysis.isDetail(term.word());
                Map<String, Double> stems = candidateStems(term, terms);
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

    /// One word of a question; empty for a stop word.
    Optional<ParsedQuestion.Word> word(String written) {
        IndexTermLookup terms = new IndexTermLookup(reader);
        try {
            for (TextAnalyzer.Term term : analysis.questionTerms(written, 1)) {
                Map<String, Double> stems = candidateStems(term, terms);
                return stems.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ParsedQuestion.Word(stems, rarity(stems, terms)));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Double> candidateStems(TextAnalyzer.Term term, IndexTermLookup terms) throws IOException {
        String word = term.word();
        boolean known = passagesWith(term.stem(), terms) > 0;
        if (word.chars().anyMatch(Character::isDigit)) {
            return Map.of(term.stem(), 1.0);
        }
        Map<String, Double> same = new LinkedHashMap<>();
        if (known) {
            same.put(term.stem(), 1.0);
        }
        for (String stem : analysis.synonyms(word)) {
            if (same.size() < MAX_MEANINGS && passagesWith(stem, terms) > 0) {
                same.putIfAbsent(stem, SYNONYM);
            }
        }
        if (!same.isEmpty()) {
            return same;
        }
        if (word.length() < MIN_TYPO_LENGTH) {
            return Map.of(term.stem(), 1.0);
        }
        if (analysis.isNearlyStop(word)) {
            return Map.of();
        }
        Map<String, Double> near = near(word);
        return near.isEmpty() ? Map.of(term.stem(), 1.0) : near;
    }

    /// The stems of the nearest words, more frequent ones first.
    private Map<String, Double> near(String word) {
        List<FuzzyWordIndex.Near> near = fuzzyWords.near(word, word.length() < MIN_TWO_TYPOS_LENGTH ? 1 : 2);
        int smallest =
                near.stream().mapToInt(FuzzyWordIndex.Near::distance).min().orElse(0);
        Map<String, Double> stems = new LinkedHashMap<>();
        near.stream()
                .filter(candidate -> candidate.distance() == smallest)
                .sorted(Comparator.comparingInt(FuzzyWordIndex.Near::frequency)
                        .reversed()
                        .thenComparing(FuzzyWordIndex.Near::word))
                .limit(MAX_MEANINGS)
                .forEach(candidate -> stems.put(analysis.stem(candidate.word()), smallest == 1 ? ONE_TYPO : TWO_TYPOS));
        return stems;
    }

    private double rarity(Map<String, Double> stems, IndexTermLookup terms) throws IOException {
        int passages = Math.max(1, reader.getDocCount(PassageIndex.stems(language)));
        double rarest = 0;
        for (String stem : stems.keySet()) {
            int passagesWith = passagesWith(stem, terms);
            rarest = Math.max(rarest, Math.log(1 + (passages - passagesWith + 0.5) / (passagesWith + 0.5)));
        }
        return rarest;
    }

    private int passagesWith(String stem, IndexTermLookup terms) throws IOException {
        return terms.frequency(PassageIndex.stems(language), stem);
    }
}
