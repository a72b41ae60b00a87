package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The phrases of the urgent answers. A phrase is said where its words stand in a sentence in their
/// order, with no more than a few other words between two of them; `a/b` is either word. A typo, an ending and a
/// missing accent are forgiven. A sentence in which an `unless` phrase of the entry is said does not count; those are
/// taken to the letter, and `^` begins the sentence.
final class UrgentPhrases {
    /// Longer texts are looked at in part: an emergency is told in few words.
    private static final int LONGEST_TEXT = 1_000;

    private static final int MOST_SENTENCES = 40;
    private static final int MOST_BETWEEN = 4;
    private static final int MOST_BETWEEN_EXCUSES = 1;
    private static final int SHORTEST_BENT = 4;
    private static final int SHORTEST_MISTYPED = 5;
    private static final int LONG_ENOUGH_FOR_TWO = 9;
    private static final Pattern SENTENCES = Pattern.compile("[.!?¿¡;:,\\n\\r()…]+");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Predicate<Known> isWord;
    private final List<Entry> entries = new ArrayList<>();

    /// A word of a language.
    record Known(String word, Language language) {}

    /// @param isWord whether a word is known to a language: then it is no typo of another
    UrgentPhrases(Iterable<CuratedEntry> all, Predicate<Known> isWord) {
        this.isWord = isWord;
        for (CuratedEntry entry : all) {
            if (entry.urgent()) {
                entry.blocks()
                        .forEach((language, block) -> entries.add(new Entry(
                                entry.id(),
                                language,
                                phrases(block.questions(), language),
                                phrases(block.unless(), language))));
            }
        }
    }

    /// What is said, and in which language.
    record Found(String entry, Language language) {}

    /// A phrase.
    ///
    /// @param words for each place, those that may stand there
    /// @param first whether the first of them begins the sentence
    private record Phrase(List<Set<Form>> words, boolean first) {}

    /// A word, and what its bent and mistyped forms share with it.
    private record Form(String word, String sound, String stem) {}

    private record Entry(String id, Language language, List<Phrase> phrases, List<Phrase> unless) {}

    private static List<Phrase> phrases(List<String> texts, Language language) {
        return texts.stream()
                .map(text -> {
                    List<Set<Form>> words = new ArrayList<>();
                    for (String place : text.strip().split("[\\s^]+", -1)) {
                        Set<Form> either = new LinkedHashSet<>();
                        for (String word : place.split("/", -1)) {
                            words(word).forEach(plain -> either.add(form(plain, language)));
                        }
                        if (!either.isEmpty()) {
                            words.add(either);
                        }
                    }
                    return new Phrase(words, text.startsWith("^"));
                })
                .filter(phrase -> !phrase.words().isEmpty())
                .toList();
    }

    /// The entry whose phrase the text says. To the letter is better than nearly, and then the language that is
    /// expected
    /// better than another: "inconsciente" is said in two.
    Optional<Found> find(String text, Language expected) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> sentences = SENTENCES
                .splitAsStream(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
                .map(UrgentPhrases::words)
                .filter(words -> !words.isEmpty())
                .limit(MOST_SENTENCES)
                .collect(Collectors.toCollection(ArrayList::new));
        // a comma may stand within a phrase
        for (int i = 0, single = sentences.size(); i + 1 < single; i++) {
            List<String> both = new ArrayList<>(sentences.get(i));
            both.addAll(sentences.get(i + 1));
            sentences.add(both);
        }
        Map<Language, Map<String, Form>> forms = new HashMap<>();
        List<Map<Language, Sentence>> read = sentences.stream()
                .map(words -> entries.stream()
                        .map(Entry::language)
                        .distinct()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                language -> new Sentence(
                                        words.stream()
                                                .map(word -> forms.computeIfAbsent(language, _ -> new HashMap<>())
                                                        .computeIfAbsent(word, known -> form(known, language)))
                                                .toList(),
                                        language))))
                .filter(sentence -> !isExcused(sentence))
                .toList();
        return Stream.of(false, true)
                .flatMap(forgiving -> read.stream().flatMap(sentence -> said(sentence, expected, forgiving).stream()))
                .findFirst();
    }

    private boolean isExcused(Map<Language, Sentence> sentence) {
        return entries.stream()
                .anyMatch(entry -> entry.unless().stream()
                        .anyMatch(phrase -> inLanguage(sentence, entry).says(phrase, MOST_BETWEEN_EXCUSES, false)));
    }

    private Optional<Found> said(Map<Language, Sentence> sentence, Language expected, boolean forgiving) {
        return entries.stream()
                .sorted(Comparator.comparing(entry -> !entry.language().equals(expected)))
                .filter(entry -> entry.phrases().stream()
                        .anyMatch(phrase -> inLanguage(sentence, entry).says(phrase, MOST_BETWEEN, forgiving)))
                .findFirst()
                .map(entry -> new Found(entry.id(), entry.language()));
    }

    private static Sentence inLanguage(Map<Language, Sentence> sentence, Entry entry) {
        return Objects.requireNonNull(sentence.get(entry.language()));
    }

    private static Form form(String word, Language language) {
        return new Form(word, Spelling.sound(word, language), Spelling.stem(word, language));
    }

    private static List<String> words(String text) {
        String folded = Spelling.fold(text).replace("n't", "nt").replace("n’t", "nt");
        List<String> words = new ArrayList<>();
        for (String word : NOT_A_WORD.split(folded, -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /// A sentence, and where it says which of the words that are looked for.
    private final class Sentence {
        private final Map<Form, BitSet> exact = new HashMap<>();
        private final Map<Form, BitSet> near = new HashMap<>();
        private final List<Form> words;
        private final Language language;

        Sentence(List<Form> words, Language language) {
            this.words = words;
            this.language = language;
        }

        boolean says(Phrase phrase, int between, boolean forgiving) {
            BitSet ends = places(phrase.words().getFirst(), forgiving);
            if (phrase.first()) {
                ends.clear(1, Math.max(1, ends.length()));
            }
            for (Set<Form> next : phrase.words().subList(1, phrase.words().size())) {
                BitSet follow = new BitSet();
                BitSet of = places(next, forgiving);
                for (int end = ends.nextSetBit(0); end >= 0; end = ends.nextSetBit(end + 1)) {
                    for (int at = of.nextSetBit(end + 1);
                            at >= 0 && at <= end + 1 + between;
                            at = of.nextSetBit(at + 1)) {
                        follow.set(at);
                    }
                }
                ends = follow;
            }
            return !ends.isEmpty();
        }

        private BitSet places(Set<Form> either, boolean forgiving) {
            BitSet all = new BitSet();
            either.forEach(word ->
                    all.or((forgiving ? near : exact).computeIfAbsent(word, wanted -> placesOf(wanted, forgiving))));
            return all;
        }

        private BitSet placesOf(Form wanted, boolean forgiving) {
            BitSet found = new BitSet();
            for (int i = 0; i < words.size(); i++) {
                Form typed = words.get(i);
                if (typed.word().equals(wanted.word()) || (forgiving && isMeant(typed, wanted, language))) {
                    found.set(i);
                }
            }
            return found;
        }
    }

    private boolean isMeant(Form typed, Form wanted, Language language) {
        String word = typed.word();
        String other = wanted.word();
        if (word.length() < SHORTEST_BENT || other.length() < SHORTEST_BENT) {
            return false;
        }
        if (typed.sound().equals(wanted.sound()) || typed.stem().equals(wanted.stem())) {
            return true;
        }
        int typos = other.length() >= LONG_ENOUGH_FOR_TWO ? 2 : 1;
        return other.length() >= SHORTEST_MISTYPED
                && word.charAt(0) == other.charAt(0)
                && Spelling.distance(word, other, typos) <= typos
                && !isWord.test(new Known(word, language));
    }
}
