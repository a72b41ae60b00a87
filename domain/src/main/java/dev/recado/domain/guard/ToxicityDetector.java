package dev.recado.domain.guard;

import dev.recado.domain.text.DisguiseRemover;
import dev.recado.domain.text.NormalizedText;
import dev.recado.domain.text.WordLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Detects insults, threats, hate and harassment by lists of words and sentences. It matches whole words, in all
/// four languages at once, also when disguised: accents, look-alikes, digits for letters, letters spaced out or
/// repeated. Rude words are not listed, nor words that are ambiguous in any of the languages.
public final class ToxicityDetector {
    private static final int MIN_SPACED_LETTERS = 3;
    private static final String INNOCENT_MARK = "!";

    private ToxicityDetector() {}

    /// Returns the language of the list that matched, such as `es`; empty for no match.
    public static Optional<String> find(String text) {
        DisguiseRemover undisguised = DisguiseRemover.of(text);
        String plain = withoutInnocent(joinSpacedLetters(NormalizedText.of(undisguised.text())));
        String read = withoutInnocent(joinSpacedLetters(NormalizedText.of(undisguised.withDigitsAsLetters())));
        return Lists.ALL.stream()
                .filter(list -> list.isIn(plain) || (!read.equals(plain) && list.isIn(read)))
                .map(WordList::name)
                .findFirst();
    }

    /// Removes innocent phrases that contain a listed word.
    private static String withoutInnocent(String text) {
        String left = text;
        for (String words : Lists.INNOCENT) {
            left = left.replace(words, " ");
        }
        return left;
    }

    /// Joins single letters that follow each other, and reduces repeated letters to one.
    private static String joinSpacedLetters(String plain) {
        StringBuilder text = new StringBuilder(" ");
        List<String> single = new ArrayList<>();
        for (String word :
                Stream.concat(Stream.of(plain.split(" ")), Stream.of("")).toList()) {
            if (word.length() == 1) {
                single.add(word);
                continue;
            }
            text.append(String.join(single.size() >= MIN_SPACED_LETTERS ? "" : " ", single));
            text.append(single.isEmpty() ? "" : " ").append(reduceRepeats(word)).append(' ');
            single.clear();
        }
        return text.toString();
    }

    /// Reduces three or more of a letter to one ("puuuta").
    private static String reduceRepeats(String word) {
        StringBuilder kept = new StringBuilder();
        for (int at = 0; at < word.length(); ) {
            int end = at;
            while (end < word.length() && word.charAt(end) == word.charAt(at)) {
                end++;
            }
            kept.append(word, at, end - at >= 3 ? at + 1 : end);
            at = end;
        }
        return kept.toString();
    }

    private record WordList(String name, List<String> words) {
        static WordList of(String name) {
            return new WordList(
                    name,
                    entries(name)
                            .filter(entry -> !entry.startsWith(INNOCENT_MARK))
                            .map(WordList::whole)
                            .toList());
        }

        static Stream<String> innocent(String name) {
            return entries(name)
                    .filter(entry -> entry.startsWith(INNOCENT_MARK))
                    .map(entry -> whole(entry.substring(1)));
        }

        private static Stream<String> entries(String name) {
            return WordLists.of("toxic_" + name).stream();
        }

        private static String whole(String words) {
            return " " + words + " ";
        }

        boolean isIn(String text) {
            return words.stream().anyMatch(text::contains);
        }
    }

    /// Loaded when the first message arrives.
    private static final class Lists {
        private static final List<String> NAMES = List.of("es", "en", "fr", "pt");
        private static final List<WordList> ALL =
                NAMES.stream().map(WordList::of).toList();
        private static final List<String> INNOCENT =
                NAMES.stream().flatMap(WordList::innocent).toList();
    }
}
