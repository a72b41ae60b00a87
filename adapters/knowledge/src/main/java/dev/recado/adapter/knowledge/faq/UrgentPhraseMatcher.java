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

/// Finds the phrases of urgent answers in a text. A phrase matches where its words stand in a sentence in order,
/// with only a few other words between two of them; `a/b` matches either word. A typo, an inflection and a
/// missing accent still match.
///
/// An `unless` phrase of the entry, in the sentence's language and matched exactly, excludes the words that it
/// covers: "dying of laughter" is not about death. One that begins with `?` or `^` excludes the whole sentence,
/// but only if that is about no person: "how to avoid a stroke" is a question, "I cannot avoid thinking of it" is
/// not. `^` matches at the start of the sentence.
final class UrgentPhraseMatcher {
    /// Longer texts are read in part: an emergency is told in few words.
    private static final int MAX_CHARACTERS = 1_000;

    private static final int MAX_SENTENCES = 40;
    private static final Pattern ENDS = Pattern.compile("[.!?¿¡;:,\\n\\r()…]+");

    private final Predicate<LanguageWord> isWord;
    private final List<Entry> entries = new ArrayList<>();

    /// A word in a language.
    record LanguageWord(String word, Language language) {}

    /// @param isWord whether a language has a word, which is then not a typo of another
    UrgentPhraseMatcher(Iterable<CuratedEntry> all, Predicate<LanguageWord> isWord) {
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

    /// The entry that matches, and in which language.
    record UrgentMatch(String entry, Language language) {}

    private record Entry(String id, Language language, List<UrgentPhrase> phrases, List<UrgentPhrase> unless) {}

    /// Words that are matched together.
    ///
    /// @param border where the second of two neighbouring sentences begins; 0 for one sentence
    private record WordSpan(List<String> words, int border) {}

    /// A sentence, read in each language.
    private final class SentenceByLanguage {
        private final WordSpan span;
        private final Map<LanguageWord, Form> forms;
        private final Map<Language, UrgentSentence> byLanguage = new HashMap<>();

        /// @param forms the forms of all words so far
        SentenceByLanguage(WordSpan span, Map<LanguageWord, Form> forms) {
            this.span = span;
            this.forms = forms;
        }

        boolean says(Entry entry, boolean forgiving) {
            return in(entry.language()).says(entry.phrases(), new BitSet(), forgiving)
                    && isNotExcused(entry, forgiving);
        }

        /// Checks the `unless` phrases of the entry in its language, and in any other language that has as many
        /// of the words, since many words are alike in two languages.
        private boolean isNotExcused(Entry entry, boolean forgiving) {
            UrgentSentence read = in(entry.language());
            List<Entry> same = entries.stream()
                    .filter(other -> other.id().equals(entry.id()))
                    .filter(other -> other.equals(entry) || in(other.language()).knownWords() >= read.knownWords())
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
                    language, _ -> new UrgentSentence(formed(language), span.border(), language, isWord));
        }

        private List<Form> formed(Language language) {
            return span.words().stream()
                    .map(word -> forms.computeIfAbsent(
                            new LanguageWord(word, language), known -> Form.of(known.word(), known.language())))
                    .toList();
        }
    }

    /// The entry whose phrase the text contains. An exact match goes before a near one, then the expected
    /// language before others: "inconsciente" is a word in two.
    Optional<UrgentMatch> find(String text, Language expected) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String start = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        Map<LanguageWord, Form> forms = new HashMap<>();
        List<SentenceByLanguage> all = wordSpans(start).stream()
                .distinct()
                .map(span -> new SentenceByLanguage(span, forms))
                .toList();
        return Stream.of(false, true)
                .flatMap(forgiving -> all.stream().flatMap(read -> firstMatch(read, expected, forgiving).stream()))
                .findFirst();
    }

    private Optional<UrgentMatch> firstMatch(SentenceByLanguage read, Language expected, boolean forgiving) {
        return entries.stream()
                .sorted(Comparator.comparing(entry -> !entry.language().equals(expected)))
                .filter(entry -> read.says(entry, forgiving))
                .findFirst()
                .map(entry -> new UrgentMatch(entry.id(), entry.language()));
    }

    /// The sentences, and each with the next, since a phrase may go on after a comma. A question is not joined
    /// with what follows, which answers it.
    private static List<WordSpan> wordSpans(String text) {
        List<WordSpan> single = new ArrayList<>();
        List<WordSpan> joined = new ArrayList<>();
        Matcher end = ENDS.matcher(text);
        boolean afterQuestion = true;
        for (int from = 0; from <= text.length() && single.size() < MAX_SENTENCES; ) {
            boolean more = end.find(from);
            int to = more ? end.start() : text.length();
            List<String> words = UrgentPhrase.words(text.substring(from, to));
            if (!words.isEmpty()) {
                if (!afterQuestion) {
                    List<String> before = single.getLast().words();
                    joined.add(new WordSpan(
                            Stream.concat(before.stream(), words.stream()).toList(), before.size()));
                }
                single.add(new WordSpan(words, 0));
                afterQuestion = false;
            }
            afterQuestion |= more && end.group().contains("?");
            from = more ? end.end() : text.length() + 1;
        }
        single.addAll(joined);
        return single;
    }
}
