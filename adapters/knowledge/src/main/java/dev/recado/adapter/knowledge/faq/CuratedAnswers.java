package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.QueryNormalizer;
import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.intent.Command;
import dev.recado.domain.intent.SmallTalk;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.teaching.LiveAnswers;
import dev.recado.domain.teaching.TaughtAnswer;
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

/// The curated answers in memory: those of the FAQ file, of which [#replace] puts in another version, and those that
/// people of the business wrote, which [#use] replaces. The questions of a language are indexed on first use, so that
/// the start does not wait for them.
public final class CuratedAnswers implements AnswerCache, UrgentAnswers, LiveAnswers {
    /// Chosen with the questions in the tests: below it, unrelated questions begin to match.
    static final double THRESHOLD = 0.68;

    /// A question in another language than expected must match more clearly: "no" and "come" are words in
    /// several.
    private static final double OTHER_LANGUAGE_THRESHOLD = 0.85;

    /// A longer text says more than any question.
    private static final int MAX_CHARACTERS = 2_048;

    private final Supplier<List<CuratedEntry>> source;
    private final LanguageWordLists words;
    private final DocumentPrecedence documents;
    private @Nullable List<CuratedEntry> ofFile;
    private List<CuratedEntry> taught = List.of();
    private volatile String taughtVersion = "";
    private volatile @Nullable Snapshot snapshot;

    /// @param source called once, when the first question comes
    /// @param documents decides where a document answers better
    public CuratedAnswers(Supplier<List<CuratedEntry>> source, LanguageWordLists words, DocumentPrecedence documents) {
        this.source = source;
        this.words = words;
        this.documents = documents;
    }

    public int size() {
        return snapshot().entries().size();
    }

    /// Replaces all answers of the file.
    synchronized void replace(List<CuratedEntry> entries) {
        ofFile = entries;
        snapshot = Snapshot.of(both(taught), words);
    }

    @Override
    public synchronized void use(List<TaughtAnswer> answers) {
        taught = TaughtEntries.of(answers);
        taughtVersion = TaughtEntries.version(answers);
        snapshot = Snapshot.of(both(taught), words);
    }

    @Override
    public AnswerCache with(List<TaughtAnswer> answers) {
        List<CuratedEntry> all = both(TaughtEntries.of(answers));
        return new CuratedAnswers(() -> all, words, documents);
    }

    /// Changes with the answers that people of the business wrote; empty without any.
    String taughtVersion() {
        return taughtVersion;
    }

    /// Those that people wrote go before those of the file that match a question as well.
    private synchronized List<CuratedEntry> both(List<CuratedEntry> written) {
        List<CuratedEntry> file = ofFile;
        if (file == null) {
            file = source.get();
            ofFile = file;
        }
        List<CuratedEntry> all = new ArrayList<>(written);
        all.addAll(file);
        return all;
    }

    private Snapshot snapshot() {
        Snapshot current = snapshot;
        return current == null ? read() : current;
    }

    private synchronized Snapshot read() {
        Snapshot current = snapshot;
        if (current == null) {
            current = Snapshot.of(both(taught), words);
            snapshot = current;
        }
        return current;
    }

    private QuestionIndex index(Snapshot version, Language language) {
        return version.indexes()
                .computeIfAbsent(
                        language,
                        _ -> new QuestionIndex(
                                language,
                                QueryNormalizer.of(language),
                                word -> words.has(word, language),
                                version.entries().values().stream()
                                        .filter(entry -> !entry.urgent())
                                        .toList()));
    }

    /// Searches the questions of the given language first, and those of other languages unless every word belongs
    /// to the given one. The answer is in the language of the question that matched.
    @Override
    public Optional<CuratedAnswer> find(String question, Language language) {
        if (question.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        Snapshot version = snapshot();
        Optional<CuratedAnswer> expected = findIn(version, language, question, THRESHOLD);
        if (expected.isPresent() || index(version, language).isInItsLanguage(question)) {
            return expected;
        }
        Optional<CuratedAnswer> best = Optional.empty();
        for (Language other : version.languages()) {
            if (!other.equals(language)) {
                Optional<CuratedAnswer> found = findIn(version, other, question, OTHER_LANGUAGE_THRESHOLD);
                if (found.isPresent()
                        && found.get().score() > best.map(CuratedAnswer::score).orElse(0.0)) {
                    best = found;
                }
            }
        }
        return best;
    }

    private Optional<CuratedAnswer> findIn(Snapshot version, Language language, String question, double threshold) {
        QuestionIndex index = index(version, language);
        QuestionIndex.Match match = index.best(question);
        if (match == null
                || match.score() < threshold
                || documents.isBetterAnswer(question, language, index.questionWords(question, match.entry()))) {
            return Optional.empty();
        }
        return answer(version, match.entry(), language, match.score());
    }

    @Override
    public boolean hasAny() {
        return snapshot().urgent().any();
    }

    @Override
    public Optional<CuratedAnswer> urgent(String text, Language language) {
        Snapshot version = snapshot();
        return version.urgent()
                .find(text, language)
                .flatMap(found -> answer(version, found.entry(), found.language(), 1));
    }

    /// The choices whose titles match no question, command or small talk, as `entry, language: "title"`.
    List<String> unansweredChoices() {
        List<String> unanswered = new ArrayList<>();
        snapshot()
                .entries()
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

    private static Optional<CuratedAnswer> answer(Snapshot version, String id, Language language, double score) {
        CuratedEntry entry = version.entries().get(id);
        CuratedEntry.Block block = entry == null ? null : entry.blocks().get(language);
        return Optional.ofNullable(block)
                .map(found -> new CuratedAnswer(
                        id, found.answer(), language, found.audioUrl(), found.choices(), Math.min(1, score)));
    }

    /// One version of the file.
    private record Snapshot(
            Map<String, CuratedEntry> entries, Map<Language, QuestionIndex> indexes, UrgentPhraseMatcher urgent) {
        Set<Language> languages() {
            Set<Language> all = new LinkedHashSet<>(Language.SHIPPED);
            entries.values().forEach(entry -> all.addAll(entry.blocks().keySet()));
            return all;
        }

        static Snapshot of(List<CuratedEntry> all, LanguageWordLists words) {
            Map<String, CuratedEntry> entries = new LinkedHashMap<>();
            all.forEach(entry -> entries.put(entry.id(), entry));
            return new Snapshot(
                    entries,
                    new ConcurrentHashMap<>(),
                    new UrgentPhraseMatcher(all, word -> words.has(word.word(), word.language())));
        }
    }
}
