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

/// A sentence, or two neighbouring ones, and where phrases match in it. In two neighbours only a match that spans
/// both counts, and a negation at the end of the first does not negate the second: "no, he is breathing".
final class UrgentSentence {
    private static final int MAX_GAP = 4;
    private static final int MAX_EXCUSE_GAP = 1;
    private static final int MIN_INFLECTED_LENGTH = 4;
    private static final int MIN_TYPO_LENGTH = 5;
    private static final int MIN_TWO_TYPOS_LENGTH = 9;

    private final List<Form> words;
    private final int border;
    private final Language language;
    private final SentenceCues cues;
    private final Predicate<UrgentPhraseMatcher.LanguageWord> isWord;
    private final Map<Form, BitSet> exact = new HashMap<>();
    private final Map<Form, BitSet> near = new HashMap<>();

    /// @param border where the second of two neighbouring sentences begins; 0 for one sentence
    /// @param isWord whether a language has a word, which is then not a typo of another
    UrgentSentence(
            List<Form> words, int border, Language language, Predicate<UrgentPhraseMatcher.LanguageWord> isWord) {
        this.words = List.copyOf(words);
        this.border = border;
        this.language = language;
        this.cues = SentenceCues.of(language);
        this.isWord = isWord;
    }

    /// Whether one of the phrases matches.
    ///
    /// @param excused positions of words that do not count
    boolean says(List<UrgentPhrase> phrases, BitSet excused, boolean forgiving) {
        return phrases.stream().anyMatch(phrase -> says(phrase, excused, forgiving));
    }

    /// The positions of the words that these `unless` phrases cover, without the general ones.
    BitSet excused(List<UrgentPhrase> unless) {
        BitSet all = new BitSet();
        unless.stream()
                .filter(excuse -> !excuse.general())
                .forEach(excuse -> all.or(allPositions(excuse, MAX_EXCUSE_GAP)));
        return all;
    }

    /// Whether one of the general `unless` phrases matches, as in a question about a thing.
    boolean isGeneral(List<UrgentPhrase> unless) {
        return unless.stream()
                .filter(excuse -> excuse.general() || excuse.first())
                .anyMatch(excuse -> !allPositions(excuse, MAX_EXCUSE_GAP).isEmpty());
    }

    boolean isPersonal() {
        return cues.personal().stream()
                .anyMatch(phrase -> !allPositions(phrase, 0).isEmpty());
    }

    /// How many of the words the language has.
    long knownWords() {
        return words.stream()
                .filter(form -> isWord.test(new UrgentPhraseMatcher.LanguageWord(form.word(), language)))
                .count();
    }

    private boolean says(UrgentPhrase phrase, BitSet excused, boolean forgiving) {
        BitSet ends = new BitSet();
        for (int i = 0; i < phrase.words().size(); i++) {
            BitSet positions =
                    (BitSet) positionsOf(phrase.words().get(i), forgiving).clone();
            positions.andNot(excused);
            if (i == 0) {
                ends = starts(phrase, positions);
            } else {
                ends = nextPositions(ends, positions);
            }
        }
        return ends.nextSetBit(border) >= 0;
    }

    private BitSet starts(UrgentPhrase phrase, BitSet positions) {
        if (border > 0) {
            positions.clear(border, words.size());
        }
        if (phrase.first()) {
            positions.clear(1, Math.max(1, words.size()));
        }
        return positions;
    }

    private BitSet nextPositions(BitSet ends, BitSet positions) {
        BitSet follow = new BitSet();
        for (int end = ends.nextSetBit(0); end >= 0; end = ends.nextSetBit(end + 1)) {
            boolean negates = cues.negates(words.get(end).word());
            for (int at = positions.nextSetBit(end + 1);
                    at >= 0 && at <= end + 1 + MAX_GAP;
                    at = positions.nextSetBit(at + 1)) {
                if (!negates || end >= border || at < border) {
                    follow.set(at);
                }
            }
        }
        return follow;
    }

    /// The positions of all words of the phrase, at each exact match.
    private BitSet allPositions(UrgentPhrase phrase, int maxGap) {
        List<BitSet> reached = new ArrayList<>();
        for (Set<Form> either : phrase.words()) {
            BitSet positions = (BitSet) positionsOf(either, false).clone();
            if (reached.isEmpty()) {
                if (phrase.first()) {
                    positions.clear(1, Math.max(1, words.size()));
                }
            } else {
                BitSet before = reached.getLast();
                for (int at = positions.nextSetBit(0); at >= 0; at = positions.nextSetBit(at + 1)) {
                    positions.set(at, isNext(before, at, maxGap));
                }
            }
            reached.add(positions);
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
                        next >= 0 && next <= at + 1 + maxGap;
                        next = later.nextSetBit(next + 1)) {
                    if (isNext(one, next, maxGap)) {
                        earlier.set(at);
                    }
                }
            }
            all.or(earlier);
            later = earlier;
        }
        return all;
    }

    /// No word stands between a negation and what it negates, and no new clause begins between two words of an
    /// `unless` phrase.
    private boolean isNext(BitSet before, int at, int maxGap) {
        for (int end = at - 1; end >= 0 && end >= at - 1 - maxGap; end--) {
            if (before.get(end)) {
                return end == at - 1 || !cues.negates(words.get(end).word());
            }
            if (cues.joins(words.get(end).word())) {
                return false;
            }
        }
        return false;
    }

    private BitSet positionsOf(Set<Form> either, boolean forgiving) {
        BitSet all = new BitSet();
        either.forEach(word ->
                all.or((forgiving ? near : exact).computeIfAbsent(word, wanted -> findPositions(wanted, forgiving))));
        return all;
    }

    private BitSet findPositions(Form wanted, boolean forgiving) {
        BitSet found = new BitSet();
        for (int i = 0; i < words.size(); i++) {
            Form typed = words.get(i);
            if (typed.word().equals(wanted.word()) || (forgiving && nearlyEquals(typed, wanted))) {
                found.set(i);
            }
        }
        return found;
    }

    private boolean nearlyEquals(Form typed, Form wanted) {
        String word = typed.word();
        String other = wanted.word();
        if (word.length() < MIN_INFLECTED_LENGTH || other.length() < MIN_INFLECTED_LENGTH) {
            return false;
        }
        if (typed.sound().equals(wanted.sound()) || typed.stem().equals(wanted.stem())) {
            return true;
        }
        if (isSwapped(word, other) || WordForms.chatted(word, language).equals(other)) {
            return !isWord.test(new UrgentPhraseMatcher.LanguageWord(word, language));
        }
        int typos = other.length() >= MIN_TWO_TYPOS_LENGTH ? 2 : 1;
        return other.length() >= MIN_TYPO_LENGTH
                && word.charAt(0) == other.charAt(0)
                && WordForms.distance(word, other, typos) <= typos
                && !isWord.test(new UrgentPhraseMatcher.LanguageWord(word, language));
    }

    /// A short word with two letters swapped: "pian".
    private static boolean isSwapped(String word, String other) {
        return word.length() == other.length()
                && word.charAt(0) == other.charAt(0)
                && other.length() < MIN_TYPO_LENGTH
                && WordForms.distance(word, other, 1) == 1
                && word.chars()
                        .sorted()
                        .boxed()
                        .toList()
                        .equals(other.chars().sorted().boxed().toList());
    }
}
