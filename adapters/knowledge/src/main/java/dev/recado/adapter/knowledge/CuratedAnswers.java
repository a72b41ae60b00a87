package dev.recado.adapter.knowledge;

import dev.recado.domain.model.Language;
import dev.recado.domain.port.AnswerCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The curated answers of a file, in memory; another version can take its place. Questions are made ready by language,
/// when the first one comes: a
/// start does not wait for them.
final class CuratedAnswers implements AnswerCache {
    /// Chosen on the questions in the tests: below it, unrelated questions begin to match.
    static final double THRESHOLD = 0.68;

    /// A question in another language than expected must match more clearly: "no" and "come" are words in several.
    private static final double THRESHOLD_OF_ANOTHER_LANGUAGE = 0.85;

    private final Supplier<List<CuratedEntry>> source;
    private final LanguageWords words;
    private volatile @Nullable Book book;

    /// @param source asked once, when the first question comes
    CuratedAnswers(Supplier<List<CuratedEntry>> source, LanguageWords words) {
        this.source = source;
        this.words = words;
    }

    int size() {
        return book().entries().size();
    }

    /// From now on these are the answers.
    synchronized void replace(List<CuratedEntry> entries) {
        book = Book.of(entries);
    }

    private Book book() {
        Book known = book;
        return known == null ? read() : known;
    }

    private synchronized Book read() {
        Book known = book;
        if (known == null) {
            known = Book.of(source.get());
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
                                Wording.of(language),
                                word -> words.has(word, language),
                                from.entries().values()));
    }

    /// Looks among the questions of the given language first; the answer is in the language of the question it
    /// matched.
    @Override
    public Optional<CuratedAnswer> find(String question, Language language) {
        Book from = book();
        Optional<CuratedAnswer> expected = findIn(from, language, question, THRESHOLD);
        if (expected.isPresent()) {
            return expected;
        }
        Optional<CuratedAnswer> best = Optional.empty();
        for (Language other : Language.values()) {
            if (other != language) {
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
        QuestionIndex.Match match = index(from, language).best(question);
        if (match == null || match.score() < threshold) {
            return Optional.empty();
        }
        CuratedEntry entry = from.entries().get(match.entry());
        CuratedEntry.Block block = entry == null ? null : entry.blocks().get(language);
        return block == null
                ? Optional.empty()
                : Optional.of(new CuratedAnswer(
                        match.entry(),
                        block.answer(),
                        language,
                        block.audioUrl(),
                        block.choices(),
                        Math.min(1, match.score())));
    }

    /// One version of the file.
    private record Book(Map<String, CuratedEntry> entries, Map<Language, QuestionIndex> indexes) {
        static Book of(List<CuratedEntry> all) {
            Map<String, CuratedEntry> entries = new LinkedHashMap<>();
            all.forEach(entry -> entries.put(entry.id(), entry));
            return new Book(entries, new ConcurrentHashMap<>());
        }
    }
}
