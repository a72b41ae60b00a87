package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.faq.UrgentPhrase.Form;
import dev.recado.adapter.knowledge.language.WordForms;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// A sentence, or two neighbours, and where it says the phrases that are looked for. Of two neighbours only what
/// stands in both counts, and a negation at the end of one is none of the next: "no, he is breathing".
final class UrgentSentence {
    private static final int MOST_BETWEEN = 4;
    private static final int MOST_BETWEEN_EXCUSES = 1;
    private static final int SHORTEST_BENT = 4;
    private static final int SHORTEST_MISTYPED = 5;
    private static final int LONG_ENOUGH_FOR_TWO = 9;

    private final List<Form> words;
    private final int border;
    private final Language language;
    private final Predicate<UrgentPhraseMatcher.Known> isWord;
    private final Map<Form, BitSet> exact = new HashMap<>();
    private final Map<Form, BitSet> near = new HashMap<>();

    /// @param border where the second of two neighbours begins; 0 for one sentence
    /// @param isWord whether a word is known to a language: then it is no typo of another
    UrgentSentence(List<Form> words, int border, Language language, Predicate<UrgentPhraseMatcher.Known> isWord) {
        this.words = List.copyOf(words);
        this.border = border;
        this.language = language;
        this.isWord = isWord;
    }

    /// Whether one of the phrases is said.
    ///
    /// @param excused places of words that do not count
    boolean says(List<UrgentPhrase> phrases, BitSet excused, boolean forgiving) {
        return phrases.stream().anyMatch(phrase -> says(phrase, excused, forgiving));
    }

    /// Where the words of these excuses stand, without those of the general ones.
    BitSet excused(List<UrgentPhrase> unless) {
        BitSet all = new BitSet();
        unless.stream()
                .filter(excuse -> !excuse.general())
                .forEach(excuse -> all.or(whole(excuse, MOST_BETWEEN_EXCUSES)));
        return all;
    }

    /// Whether one of the general excuses is said, as in a question about a thing.
    boolean isGeneral(List<UrgentPhrase> unless) {
        return unless.stream()
                .filter(excuse -> excuse.general() || excuse.first())
                .anyMatch(excuse -> !whole(excuse, MOST_BETWEEN_EXCUSES).isEmpty());
    }

    boolean isPersonal() {
        return SentenceCues.of(language).stream()
                .anyMatch(phrase -> !whole(phrase, 0).isEmpty());
    }

    /// How many of its words the language has.
    long known() {
        return words.stream()
                .filter(form -> isWord.test(new UrgentPhraseMatcher.Known(form.word(), language)))
                .count();
    }

    private boolean says(UrgentPhrase phrase, BitSet excused, boolean forgiving) {
        BitSet ends = new BitSet();
        for (int i = 0; i < phrase.words().size(); i++) {
            BitSet of = (BitSet) places(phrase.words().get(i), forgiving).clone();
            of.andNot(excused);
            if (i == 0) {
                ends = starts(phrase, of);
            } else {
                ends = following(ends, of);
            }
        }
        return ends.nextSetBit(border) >= 0;
    }

    private BitSet starts(UrgentPhrase phrase, BitSet of) {
        if (border > 0) {
            of.clear(border, words.size());
        }
        if (phrase.first()) {
            of.clear(1, Math.max(1, words.size()));
        }
        return of;
    }

    private BitSet following(BitSet ends, BitSet of) {
        BitSet follow = new BitSet();
        for (int end = ends.nextSetBit(0); end >= 0; end = ends.nextSetBit(end + 1)) {
            boolean negates = SentenceCues.negates(words.get(end).word(), language);
            for (int at = of.nextSetBit(end + 1); at >= 0 && at <= end + 1 + MOST_BETWEEN; at = of.nextSetBit(at + 1)) {
                if (!negates || end >= border || at < border) {
                    follow.set(at);
                }
            }
        }
        return follow;
    }

    /// All the words of the phrase wherever it stands, to the letter.
    private BitSet whole(UrgentPhrase phrase, int between) {
        List<BitSet> reached = new ArrayList<>();
        for (Set<Form> either : phrase.words()) {
            BitSet of = (BitSet) places(either, false).clone();
            if (reached.isEmpty()) {
                if (phrase.first()) {
                    of.clear(1, Math.max(1, words.size()));
                }
            } else {
                BitSet before = reached.getLast();
                for (int at = of.nextSetBit(0); at >= 0; at = of.nextSetBit(at + 1)) {
                    of.set(at, isNext(before, at, between));
                }
            }
            reached.add(of);
        }
        BitSet all = new BitSet();
        BitSet later = reached.getLast();
        all.or(later);
        for (int i = reached.size() - 2; i >= 0; i--) {
            BitSet earlier = new BitSet();
            for (int at = reached.get(i).nextSetBit(0);
                    at >= 0;
                    at = reached.get(i).nextSetBit(at + 1)) {
                BitSet one = new BitSet();
                one.set(at);
                for (int next = later.nextSetBit(at + 1);
                        next >= 0 && next <= at + 1 + between;
                        next = later.nextSetBit(next + 1)) {
                    if (isNext(one, next, between)) {
                        earlier.set(at);
                    }
                }
            }
            all.or(earlier);
            later = earlier;
        }
        return all;
    }

    /// Nothing comes between a negation and what it negates, and no new clause between two words of an excuse.
    private boolean isNext(BitSet before, int at, int between) {
        for (int end = at - 1; end >= 0 && end >= at - 1 - between; end--) {
            if (before.get(end)) {
                return end == at - 1 || !SentenceCues.negates(words.get(end).word(), language);
            }
            if (SentenceCues.joins(words.get(end).word(), language)) {
                return false;
            }
        }
        return false;
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
            if (typed.word().equals(wanted.word()) || (forgiving && isMeant(typed, wanted))) {
                found.set(i);
            }
        }
        return found;
    }

    private boolean isMeant(Form typed, Form wanted) {
        String word = typed.word();
        String other = wanted.word();
        if (word.length() < SHORTEST_BENT || other.length() < SHORTEST_BENT) {
            return false;
        }
        if (typed.sound().equals(wanted.sound()) || typed.stem().equals(wanted.stem())) {
            return true;
        }
        if (isSwapped(word, other) || WordForms.chatted(word, language).equals(other)) {
            return !isWord.test(new UrgentPhraseMatcher.Known(word, language));
        }
        int typos = other.length() >= LONG_ENOUGH_FOR_TWO ? 2 : 1;
        return other.length() >= SHORTEST_MISTYPED
                && word.charAt(0) == other.charAt(0)
                && WordForms.distance(word, other, typos) <= typos
                && !isWord.test(new UrgentPhraseMatcher.Known(word, language));
    }

    /// A short word with two letters in the wrong order: "pian".
    private static boolean isSwapped(String word, String other) {
        return word.length() == other.length()
                && word.charAt(0) == other.charAt(0)
                && other.length() < SHORTEST_MISTYPED
                && WordForms.distance(word, other, 1) == 1
                && word.chars()
                        .sorted()
                        .boxed()
                        .toList()
                        .equals(other.chars().sorted().boxed().toList());
    }
}
