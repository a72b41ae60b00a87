package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.faq.UrgentPhrase.Form;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The phrases of the urgent answers. A phrase is said where its words stand in a sentence in their
/// order, with no more than a few other words between two of them; `a/b` is either word. A typo, an ending and a
/// missing accent are forgiven.
///
/// An `unless` phrase of the entry, in the language of the sentence and taken to the letter, makes harmless what shares
/// a word with it: "dying of laughter" is no death. One that begins with `?` or `^` makes the whole sentence harmless,
/// but only where that speaks of nobody: "how to avoid a stroke" is a question, "I cannot avoid thinking of it" is
/// none. `^` begins the sentence.
final class UrgentPhraseMatcher {
    /// Longer texts are looked at in part: an emergency is told in few words.
    private static final int LONGEST_TEXT = 1_000;

    private static final int MOST_SENTENCES = 40;
    private static final Pattern ENDS = Pattern.compile("[.!?¿¡;:,\\n\\r()…]+");

    private final Predicate<Known> isWord;
    private final List<Entry> entries = new ArrayList<>();

    /// A word of a language.
    record Known(String word, Language language) {}

    /// @param isWord whether a word is known to a language: then it is no typo of another
    UrgentPhraseMatcher(Iterable<CuratedEntry> all, Predicate<Known> isWord) {
        this.isWord = isWord;
        for (CuratedEntry entry : all) {
            if (entry.urgent()) {
                entry.blocks()
                        .forEach((language, block) -> entries.add(new Entry(
                                entry.id(),
                                language,
                                UrgentPhrase.all(block.questions(), language),
                                UrgentPhrase.all(block.unless(), language))));
            }
        }
    }

    boolean any() {
        return !entries.isEmpty();
    }

    /// What is said, and in which language.
    record Found(String entry, Language language) {}

    private record Entry(String id, Language language, List<UrgentPhrase> phrases, List<UrgentPhrase> unless) {}

    /// Words that are looked at together.
    ///
    /// @param border where the second of two neighbours begins; 0 for one sentence
    private record Stretch(List<String> words, int border) {}

    /// A sentence in each language.
    private final class Read {
        private final Stretch stretch;
        private final Map<Known, Form> forms;
        private final Map<Language, UrgentSentence> byLanguage = new HashMap<>();

        /// @param forms of all words so far
        Read(Stretch stretch, Map<Known, Form> forms) {
            this.stretch = stretch;
            this.forms = forms;
        }

        boolean says(Entry entry, boolean forgiving) {
            return in(entry.language()).says(entry.phrases(), new BitSet(), forgiving) && isMeant(entry, forgiving);
        }

        /// Looks at the excuses of the entry in its language, and in any other that the sentence is as much in:
        /// many words are nearly alike in two.
        private boolean isMeant(Entry entry, boolean forgiving) {
            UrgentSentence read = in(entry.language());
            List<Entry> same = entries.stream()
                    .filter(other -> other.id().equals(entry.id()))
                    .filter(other -> other.equals(entry) || in(other.language()).known() >= read.known())
                    .toList();
            BitSet excused = new BitSet();
            for (Entry other : same) {
                UrgentSentence sentence = in(other.language());
                if (sentence.isGeneral(other.unless()) && !sentence.isPersonal() && !read.isPersonal()) {
                    return false;
                }
                excused.or(sentence.excused(other.unless()));
            }
            return excused.isEmpty() || read.says(entry.phrases(), excused, forgiving);
        }

        private UrgentSentence in(Language language) {
            return byLanguage.computeIfAbsent(
                    language, _ -> new UrgentSentence(formed(language), stretch.border(), language, isWord));
        }

        private List<Form> formed(Language language) {
            return stretch.words().stream()
                    .map(word -> forms.computeIfAbsent(
                            new Known(word, language), known -> Form.of(known.word(), known.language())))
                    .toList();
        }
    }

    /// The entry whose phrase the text says. To the letter is better than nearly, and then the language that is
    /// expected better than another: "inconsciente" is said in two.
    Optional<Found> find(String text, Language expected) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String looked = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        Map<Known, Form> forms = new HashMap<>();
        List<Read> all = stretches(looked).stream()
                .distinct()
                .map(stretch -> new Read(stretch, forms))
                .toList();
        return Stream.of(false, true)
                .flatMap(forgiving -> all.stream().flatMap(read -> said(read, expected, forgiving).stream()))
                .findFirst();
    }

    private Optional<Found> said(Read read, Language expected, boolean forgiving) {
        return entries.stream()
                .sorted(Comparator.comparing(entry -> !entry.language().equals(expected)))
                .filter(entry -> read.says(entry, forgiving))
                .findFirst()
                .map(entry -> new Found(entry.id(), entry.language()));
    }

    /// The sentences, and each with the next: a phrase may go on after a comma. What follows a question answers it.
    private static List<Stretch> stretches(String text) {
        List<Stretch> single = new ArrayList<>();
        List<Stretch> joined = new ArrayList<>();
        Matcher end = ENDS.matcher(text);
        boolean asked = true;
        for (int from = 0; from <= text.length() && single.size() < MOST_SENTENCES; ) {
            boolean more = end.find(from);
            int to = more ? end.start() : text.length();
            List<String> words = UrgentPhrase.words(text.substring(from, to));
            if (!words.isEmpty()) {
                if (!asked) {
                    List<String> before = single.getLast().words();
                    joined.add(new Stretch(
                            Stream.concat(before.stream(), words.stream()).toList(), before.size()));
                }
                single.add(new Stretch(words, 0));
                asked = false;
            }
            asked |= more && end.group().contains("?");
            from = more ? end.end() : text.length() + 1;
        }
        single.addAll(joined);
        return single;
    }
}
