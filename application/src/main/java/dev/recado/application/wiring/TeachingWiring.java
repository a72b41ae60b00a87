package dev.recado.application.wiring;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.kept.KeptList;
import dev.recado.domain.kept.KeptListEditor;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.teaching.AnswerPreview;
import dev.recado.domain.teaching.LiveAnswers;
import dev.recado.domain.teaching.MarkAnswerWrong;
import dev.recado.domain.teaching.OpenQuestions;
import dev.recado.domain.teaching.QuestionGroups;
import dev.recado.domain.teaching.QuestionLikeness;
import dev.recado.domain.teaching.TaughtAnswer;
import dev.recado.domain.teaching.TaughtAnswersFeed;
import dev.recado.domain.teaching.TeachBot;
import dev.recado.domain.text.AnalysisExecutor;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Wires what the bot is taught.
@Factory
class TeachingWiring {

    @Singleton
    @Bean(typed = {TaughtAnswersFeed.class, BackgroundTask.class})
    TaughtAnswersFeed feed(KeptList<TaughtAnswer> list, LiveAnswers live, VirtualThreadTimer timer) {
        return new TaughtAnswersFeed(list, live, timer);
    }

    @Singleton
    TeachBot teachBot(
            KeptList<TaughtAnswer> list,
            OpenQuestions questions,
            TaughtAnswersFeed feed,
            AuditTrail audit,
            InstantSource clock) {
        return new TeachBot(
                new KeptListEditor<>(list, TaughtAnswer.MAX_COUNT, Action.ANSWER_CHANGED, audit, clock),
                questions,
                feed,
                audit,
                clock);
    }

    @Singleton
    QuestionGroups groups(
            OpenQuestions questions, QuestionLikeness likeness, AnalysisExecutor analysis, InstantSource clock) {
        return new QuestionGroups(questions, likeness, analysis, clock);
    }

    @Singleton
    MarkAnswerWrong wrongAnswers(ConversationList conversations, EventLog log, InstantSource clock) {
        return new MarkAnswerWrong(conversations, log, clock);
    }

    @Singleton
    AnswerPreview.Documents previewDocuments(
            KnowledgeBase base, ResponseGenerator generator, AnswerWiring.Settings settings) {
        return new AnswerPreview.Documents(base, generator::isConfigured, settings.knowledgeThreshold());
    }

    @Singleton
    AnswerPreview preview(
            KeptList<TaughtAnswer> list,
            LiveAnswers live,
            UrgentAnswers urgent,
            AnswerPreview.Documents documents,
            AnalysisExecutor analysis,
            InstantSource clock) {
        return new AnswerPreview(list, live, urgent, documents, analysis, clock);
    }
}
