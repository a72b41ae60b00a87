package dev.recado.domain.guard;

import dev.recado.domain.text.DisguiseRemover;
import dev.recado.domain.text.NormalizedText;
import dev.recado.domain.text.WordLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the few words and sentences that nobody ought to write to anybody: insults, threats, hate, harassment. Whole
/// words alone, in all four languages at once, also where they are disguised: accents, look-alikes, digits for letters,
/// letters apart or drawn out. Rude is not enough, and what is ambiguous in any of the languages is not in the lists.
public final class ToxicityDetector {
    private static final int SHORTEST_SPREAD = 3;
    private static final String INNOCENT_MARK = "!";

    private ToxicityDetector() {}

    /// The list in which something was found, as `es`; empty when there is nothing.
    public static Optional<String> find(String text) {
        DisguiseRemover undisguised = DisguiseRemover.of(text);
        String plain = without(joined(NormalizedText.of(undisguised.text())));
        String read = without(joined(NormalizedText.of(undisguised.withDigitsAsLetters())));
        return Lists.ALL.stream()
                .filter(list -> list.isIn(plain) || (!read.equals(plain) && list.isIn(read)))
                .map(WordList::name)
                .findFirst();
    }

    /// Without what is innocent though it holds a word of the lists.
    private static String without(String text) {
        String left = text;
        for (String words : Lists.INNOCENT) {
            left = left.replace(words, " ");
        }
        return left;
    }

    /// With single letters that follow each other put together, and letters that are drawn out written once.
    private static String joined(String plain) {
        StringBuilder text = new StringBuilder(" ");
        List<String> single = new ArrayList<>();
        for (String word :
                Stream.concat(Stream.of(plain.split(" ")), Stream.of("")).toList()) {
            if (word.length() == 1) {
                single.add(word);
                continue;
            }
            text.append(String.join(single.size() >= SHORTEST_SPREAD ? "" : " ", single));
            text.append(single.isEmpty() ? "" : " ").append(once(word)).append(' ');
            single.clear();
        }
        return text.toString();
    }

    /// "puuuta": three or more of a letter are one.
    private static String once(String word) {
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

    /// Read when the first message comes.
    private static final class Lists {
        private static final List<String> NAMES = List.of("es", "en", "fr", "pt");
        private static final List<WordList> ALL =
                NAMES.stream().map(WordList::of).toList();
        private static final List<String> INNOCENT =
                NAMES.stream().flatMap(WordList::innocent).toList();
    }
}
