package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.QueryNormalizer;
import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.intent.Command;
import dev.recado.domain.intent.SmallTalk;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The curated answers of a file, in memory; another version can take its place. Questions are made ready by language,
/// when the first one comes: a
/// start does not wait for them.
public final class CuratedAnswers implements AnswerCache, UrgentAnswers {
    /// Chosen on the questions in the tests: below it, unrelated questions begin to match.
    static final double THRESHOLD = 0.68;

    /// A question in another language than expected must match more clearly: "no" and "come" are words in several.
    private static final double THRESHOLD_OF_ANOTHER_LANGUAGE = 0.85;

    /// A longer text says more than any question does.
    private static final int LONGEST = 2_048;

    private final Supplier<List<CuratedEntry>> source;
    private final LanguageWordLists words;
    private final DocumentPrecedence documents;
    private volatile @Nullable Book book;

    /// @param source asked once, when the first question comes
    /// @param documents what they answer better is theirs to answer
    public CuratedAnswers(Supplier<List<CuratedEntry>> source, LanguageWordLists words, DocumentPrecedence documents) {
        this.source = source;
        this.words = words;
        this.documents = documents;
    }

    public int size() {
        return book().entries().size();
    }

    /// From now on these are the answers.
    synchronized void replace(List<CuratedEntry> entries) {
        book = Book.of(entries, words);
    }

    private Book book() {
        Book known = book;
        return known == null ? read() : known;
    }

    private synchronized Book read() {
        Book known = book;
        if (known == null) {
            known = Book.of(source.get(), words);
            book = known;
        }
        return known;
    }

    private QuestionIndex index(Book from, Language language) {
        return from.indexes()
                .computeIfAbsent(
                        language,
                        _ -> new QuestionIndex(
                                language,
                                QueryNormalizer.of(language),
                                word -> words.has(word, language),
                                from.entries().values().stream()
                                        .filter(entry -> !entry.urgent())
                                        .toList()));
    }

    /// Looks among the questions of the given language first, and among those of others unless each word is one of the
    /// given language; the answer is in the language of the question it matched.
    @Override
    public Optional<CuratedAnswer> find(String question, Language language) {
        if (question.length() > LONGEST) {
            return Optional.empty();
        }
        Book from = book();
        Optional<CuratedAnswer> expected = findIn(from, language, question, THRESHOLD);
        if (expected.isPresent() || index(from, language).isInItsLanguage(question)) {
            return expected;
        }
        Optional<CuratedAnswer> best = Optional.empty();
        for (Language other : from.languages()) {
            if (!other.equals(language)) {
                Optional<CuratedAnswer> found = findIn(from, other, question, THRESHOLD_OF_ANOTHER_LANGUAGE);
                if (found.isPresent()
                        && found.get().score() > best.map(CuratedAnswer::score).orElse(0.0)) {
                    best = found;
                }
            }
        }
        return best;
    }

    private Optional<CuratedAnswer> findIn(Book from, Language language, String question, double threshold) {
        QuestionIndex index = index(from, language);
        QuestionIndex.Match match = index.best(question);
        if (match == null
                || match.score() < threshold
                || documents.answersBetter(question, language, index.asked(question, match.entry()))) {
            return Optional.empty();
        }
        return answer(from, match.entry(), language, match.score());
    }

    @Override
    public boolean any() {
        return book().urgent().any();
    }

    @Override
    public Optional<CuratedAnswer> urgent(String text, Language language) {
        Book from = book();
        return from.urgent().find(text, language).flatMap(found -> answer(from, found.entry(), found.language(), 1));
    }

    /// The choices whose titles find no answer, nor mean a command or small talk, as `entry, language: "title"`.
    List<String> unansweredChoices() {
        List<String> unanswered = new ArrayList<>();
        book().entries()
                .values()
                .forEach(entry -> entry.blocks()
                        .forEach((language, block) -> block.choices().stream()
                                .map(Option::title)
                                .filter(title -> find(title, language).isEmpty())
                                .filter(title -> Command.inWords(title).isEmpty()
                                        && SmallTalk.in(title).isEmpty())
                                .forEach(title ->
                                        unanswered.add(entry.id() + ", " + language.tag() + ": \"" + title + "\""))));
        return unanswered.stream().sorted().toList();
    }

    private static Optional<CuratedAnswer> answer(Book from, String id, Language language, double score) {
        CuratedEntry entry = from.entries().get(id);
        CuratedEntry.Block block = entry == null ? null : entry.blocks().get(language);
        return Optional.ofNullable(block)
                .map(found -> new CuratedAnswer(
                        id, found.answer(), language, found.audioUrl(), found.choices(), Math.min(1, score)));
    }

    /// One version of the file.
    private record Book(
            Map<String, CuratedEntry> entries, Map<Language, QuestionIndex> indexes, UrgentPhraseMatcher urgent) {
        Set<Language> languages() {
            Set<Language> all = new LinkedHashSet<>(Language.SHIPPED);
            entries.values().forEach(entry -> all.addAll(entry.blocks().keySet()));
            return all;
        }

        static Book of(List<CuratedEntry> all, LanguageWordLists words) {
            Map<String, CuratedEntry> entries = new LinkedHashMap<>();
            all.forEach(entry -> entries.put(entry.id(), entry));
            return new Book(
                    entries,
                    new ConcurrentHashMap<>(),
                    new UrgentPhraseMatcher(all, known -> words.has(known.word(), known.language())));
        }
    }
}
