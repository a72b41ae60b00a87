package dev.recado.adapter.knowledge.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A question in terms of the words that the passages of one language have.
///
/// @param words each with the stems that it may stand for: its own, or those of words with a similar spelling
/// @param grams how often each n-gram occurs in it
public record ParsedQuestion(List<Word> words, Map<String, Integer> grams) {
    public ParsedQuestion {
        words = List.copyOf(words);
        grams = Map.copyOf(grams);
    }

    /// How much of the question a text with these stems covers.
    public Coverage coverageBy(Set<String> stems) {
        double total = 0;
        double covered = 0;
        double count = 0;
        for (Word word : words) {
            double best = word.coverageBy(stems);
            total += word.rarity();
            covered += word.rarity() * best;
            count += best;
        }
        return new Coverage(total == 0 ? 0 : covered / total, count);
    }

    /// A word of the question.
    ///
    /// @param stems how well each stem matches the word as written, up to 1
    /// @param rarity how well the word distinguishes passages
    public record Word(Map<String, Double> stems, double rarity) {
        public Word {
            stems = Map.copyOf(stems);
        }

        /// How well a text with these stems covers the word, up to 1.
        public double coverageBy(Set<String> covered) {
            double best = 0;
            for (Map.Entry<String, Double> candidate : stems.entrySet()) {
                best = covered.contains(candidate.getKey()) ? Math.max(best, candidate.getValue()) : best;
            }
            return best;
        }
    }

    /// How much of a question a text covers.
    ///
    /// @param share of the question, from 0 to 1; a rare word counts more
    /// @param words how many of its words; a similar word counts less than one
    record Coverage(double share, double words) {
        static final Coverage NONE = new Coverage(0, 0);
    }
}
