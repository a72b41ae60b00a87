package dev.recado.adapter.console;

import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.fake.FakeKnowledge;
import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.fake.InMemoryConversations;
import dev.recado.domain.fake.InMemoryKeptList;
import dev.recado.domain.fake.InMemoryOpenQuestions;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.kept.KeptListEditor;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.teaching.AnswerPreview;
import dev.recado.domain.teaching.LiveAnswers;
import dev.recado.domain.teaching.MarkAnswerWrong;
import dev.recado.domain.teaching.QuestionGroups;
import dev.recado.domain.teaching.TaughtAnswer;
import dev.recado.domain.teaching.TaughtAnswersFeed;
import dev.recado.domain.teaching.TeachBot;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the bot is taught, over stores in memory.
@Factory
@Requires(property = "core", value = "mocked")
final class TeachingMocks {
    private final InMemoryKeptList<TaughtAnswer> list = new InMemoryKeptList<>();
    private final ByQuestion live = new ByQuestion();

    @Singleton
    @Requires(missingBeans = InMemoryStore.class)
    InMemoryStore store() {
        return new InMemoryStore();
    }

    @Singleton
    TeachBot teachBot(FrontDesk desk, InMemoryStore store) {
        return new TeachBot(
                new KeptListEditor<>(list, 3, Action.ANSWER_CHANGED, desk.audit, desk.clock),
                new InMemoryOpenQuestions(store),
                new TaughtAnswersFeed(list, live, (_, _) -> {}),
                desk.audit,
                desk.clock);
    }

    /// Each question is a group of its own.
    @Singleton
    QuestionGroups groups(FrontDesk desk, InMemoryStore store) {
        return new QuestionGroups(
                new InMemoryOpenQuestions(store),
                (texts, _) ->
                        IntStream.range(0, texts.size()).mapToObj(List::of).toList(),
                AnalysisExecutor.DIRECT,
                desk.clock);
    }

    @Singleton
    MarkAnswerWrong wrongAnswers(FrontDesk desk, InMemoryStore store) {
        return new MarkAnswerWrong(new InMemoryConversations(store), store, desk.clock);
    }

    @Singleton
    AnswerPreview preview(FrontDesk desk) {
        return new AnswerPreview(
                list,
                live,
                live,
                new AnswerPreview.Documents(new FakeKnowledge(), () -> false, 0.5),
                AnalysisExecutor.DIRECT,
                desk.clock);
    }

    /// Answers that are found by their exact question.
    private static final class ByQuestion implements LiveAnswers, UrgentAnswers {
        @Override
        public void use(List<TaughtAnswer> answers) {}

        @Override
        public AnswerCache with(List<TaughtAnswer> answers) {
            return (question, language) -> answers.stream()
                    .filter(answer -> answer.questions().contains(question))
                    .findFirst()
                    .map(answer ->
                            new AnswerCache.CuratedAnswer(answer.id(), answer.answer(), language, null, List.of(), 1));
        }

        @Override
        public boolean hasAny() {
            return false;
        }

        @Override
        public Optional<AnswerCache.CuratedAnswer> urgent(String text, Language language) {
            return Optional.empty();
        }
    }
}
