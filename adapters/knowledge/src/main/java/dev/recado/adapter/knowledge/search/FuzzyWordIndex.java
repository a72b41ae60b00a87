package dev.recado.adapter.knowledge.search;

import dev.recado.adapter.knowledge.language.WordForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Indexes words by their first letter, to find those that a mistyped word may mean. Building an automaton for
/// each word of a question, as Lucene's fuzzy search does, takes ten times as long. Immutable.
final class FuzzyWordIndex {
    private final Map<Character, List<IndexedWord>> byFirst = new HashMap<>();

    /// @param words each with the number of passages that have it
    FuzzyWordIndex(Map<String, Integer> words) {
        words.forEach((word, frequency) -> byFirst.computeIfAbsent(word.charAt(0), _ -> new ArrayList<>())
                .add(new IndexedWord(word, letters(word), frequency)));
    }

    /// The words within so many typos. Users seldom mistype the first letter, but they swap it with the second.
    ///
    /// @param word of two letters or more
    List<Near> near(String word, int typos) {
        List<Near> near = new ArrayList<>();
        int letters = letters(word);
        for (IndexedWord known : byFirst.getOrDefault(word.charAt(0), List.of())) {
            add(near, known, word, letters, typos);
        }
        if (word.charAt(0) != word.charAt(1)) {
            for (IndexedWord known : byFirst.getOrDefault(word.charAt(1), List.of())) {
                if (known.word().length() > 1 && known.word().charAt(1) == word.charAt(0)) {
                    add(near, known, word, letters, typos);
                }
            }
        }
        return near;
    }

    private static void add(List<Near> near, IndexedWord known, String word, int letters, int typos) {
        // One typo adds a letter, removes one, or does both.
        if (Integer.bitCount(known.letters() ^ letters) <= 2 * typos) {
            int distance = WordForms.distance(word, known.word(), typos);
            if (distance <= typos) {
                near.add(new Near(known.word(), distance, known.frequency()));
            }
        }
    }

    /// The letters of the word, a bit for each.
    private static int letters(String word) {
        int letters = 0;
        for (int at = 0; at < word.length(); at++) {
            letters |= 1 << word.charAt(at);
        }
        return letters;
    }

    private record IndexedWord(String word, int letters, int frequency) {}

    /// @param frequency how many passages have it
    record Near(String word, int distance, int frequency) {}
}
