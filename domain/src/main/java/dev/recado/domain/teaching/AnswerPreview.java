package dev.recado.domain.teaching;

import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.kept.KeptList;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Says what the bot would now answer to a question by itself: without the conversation before it, and without the
/// checks of limits and consent. It sends nothing and asks no model.
public final class AnswerPreview {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final KeptList<TaughtAnswer> list;
    private final LiveAnswers live;
    private final UrgentAnswers urgent;
    private final Documents documents;
    private final AnalysisExecutor analysis;
    private final InstantSource clock;

    /// Where an answer comes from when there is no curated one.
    ///
    /// @param hasModel whether a model is asked
    /// @param threshold the lowest confidence of a passage that is quoted
    public record Documents(KnowledgeBase base, BooleanSupplier hasModel, double threshold) {}

    public AnswerPreview(
            KeptList<TaughtAnswer> list,
            LiveAnswers live,
            UrgentAnswers urgent,
            Documents documents,
            AnalysisExecutor analysis,
            InstantSource clock) {
        this.list = list;
        this.live = live;
        this.urgent = urgent;
        this.documents = documents;
        this.analysis = analysis;
        this.clock = clock;
    }

    /// What the bot would do.
    public enum Kind {
        CURATED,
        /// Quotes a document.
        DOCUMENT,
        /// Asks the model, whose words are not known before.
        MODEL,
        /// Says that it does not know.
        UNKNOWN
    }

    /// @param answer null for the model's, and where it does not know
    /// @param source the id of the curated answer, or the document's name; null for none
    public record Said(
            String question,
            Kind kind,
            @Nullable String answer,
            @Nullable String source) {}

    /// @param draft an answer that is not stored, in the place of the stored one with its id; null for none
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    public List<Said> of(List<String> questions, Language language, @Nullable TaughtAnswer draft) {
        List<TaughtAnswer> answers = new ArrayList<>(list.read().items());
        if (draft != null) {
            answers.removeIf(answer -> answer.id().equals(draft.id()));
            answers.add(draft);
        }
        AnswerCache cache = live.with(answers);
        return questions.stream()
                .map(question -> curated(cache, question, language)
                        .map(found -> new Said(question, Kind.CURATED, found.text(), found.id()))
                        .orElseGet(() -> otherwise(question, language)))
                .toList();
    }

    private Optional<CuratedAnswer> curated(AnswerCache cache, String question, Language language) {
        return analysis.call(
                clock.instant().plus(LONGEST),
                () -> urgent.urgent(question, language).or(() -> cache.find(question, language)));
    }

    private Said otherwise(String question, Language language) {
        if (documents.hasModel().getAsBoolean()) {
            return new Said(question, Kind.MODEL, null, null);
        }
        return documents.base().search(question, language, 1).stream()
                .findFirst()
                .filter(best -> best.confidence() >= documents.threshold())
                .map((Passage best) -> new Said(question, Kind.DOCUMENT, best.excerpt(), best.source()))
                .orElseGet(() -> new Said(question, Kind.UNKNOWN, null, null));
    }
}
