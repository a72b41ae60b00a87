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

/// The curated answers of a file, in memory. Questions are made ready by language, when the first one comes: a
/// start does not wait for them.
final class CuratedAnswers implements AnswerCache {
    /// Chosen on the questions in the tests: below it, unrelated questions begin to match.
    static final double THRESHOLD = 0.68;

    /// A question in another language than expected must match more clearly: "no" and "come" are words in several.
    private static final double THRESHOLD_OF_ANOTHER_LANGUAGE = 0.85;

    private final Supplier<List<CuratedEntry>> source;
    private final LanguageWords words;
    private final Map<Language, QuestionIndex> indexes = new ConcurrentHashMap<>();
    private @Nullable Map<String, CuratedEntry> entries;

    /// @param source asked once, when the first question comes
    CuratedAnswers(Supplier<List<CuratedEntry>> source, LanguageWords words) {
        this.source = source;
        this.words = words;
    }

    int size() {
        return entries().size();
    }

    private synchronized Map<String, CuratedEntry> entries() {
        Map<String, CuratedEntry> read = entries;
        if (read == null) {
            read = new LinkedHashMap<>();
            for (CuratedEntry entry : source.get()) {
                read.put(entry.id(), entry);
            }
            entries = read;
        }
        return read;
    }

    private QuestionIndex index(Language language) {
        return indexes.computeIfAbsent(
                language,
                _ -> new QuestionIndex(
                        language,
                        Wording.of(language),
                        word -> words.has(word, language),
                        entries().values()));
    }

    /// Looks among the questions of the given language first; the answer is in the language of the question it
    /// matched.
    @Override
    public Optional<CuratedAnswer> find(String question, Language language) {
        Optional<CuratedAnswer> expected = findIn(language, question, THRESHOLD);
        if (expected.isPresent()) {
            return expected;
        }
        Optional<CuratedAnswer> best = Optional.empty();
        for (Language other : Language.values()) {
            if (other != language) {
                Optional<CuratedAnswer> found = findIn(other, question, THRESHOLD_OF_ANOTHER_LANGUAGE);
                if (found.isPresent()
                        && found.get().score() > best.map(CuratedAnswer::score).orElse(0.0)) {
                    best = found;
                }
            }
        }
        return best;
    }

    private Optional<CuratedAnswer> findIn(Language language, String question, double threshold) {
        QuestionIndex.Match match = index(language).best(question);
        if (match == null || match.score() < threshold) {
            return Optional.empty();
        }
        CuratedEntry entry = entries().get(match.entry());
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
}
