package dev.recado.adapter.knowledge.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What somebody asks, in the words that the passages of one language have.
///
/// @param words each with the stems it may stand for: its own, or those of known words it is nearly spelled like
/// @param grams how often each run of letters occurs in it
public record ParsedQuestion(List<Word> words, Map<String, Integer> grams) {
    public ParsedQuestion {
        words = List.copyOf(words);
        grams = Map.copyOf(grams);
    }

    /// How much of the question is said by a text of these stems.
    public Said coverageBy(Set<String> stems) {
        double asked = 0;
        double said = 0;
        double count = 0;
        for (Word word : words) {
            double best = word.coverageBy(stems);
            asked += word.rarity();
            said += word.rarity() * best;
            count += best;
        }
        return new Said(asked == 0 ? 0 : said / asked, count);
    }

    /// @param stems with how like each is to the word as it was written, up to 1
    /// @param rarity how much the word tells one passage from another
    public record Word(Map<String, Double> stems, double rarity) {
        public Word {
            stems = Map.copyOf(stems);
        }

        /// How well a text of these stems says it, up to 1.
        public double coverageBy(Set<String> said) {
            double best = 0;
            for (Map.Entry<String, Double> meant : stems.entrySet()) {
                best = said.contains(meant.getKey()) ? Math.max(best, meant.getValue()) : best;
            }
            return best;
        }
    }

    /// @param share of the question, from 0 to 1; a rare word is a larger share
    /// @param words how many of its words; one that is only nearly there counts less than one
    record Said(double share, double words) {
        static final Said NOTHING = new Said(0, 0);
    }
}
