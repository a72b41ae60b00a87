package dev.recado.application.wiring;

import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.Attachments;
import dev.recado.domain.answer.ContactFacts;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.KnowledgeSearch;
import dev.recado.domain.answer.LearnedAnswers;
import dev.recado.domain.answer.PromptContext;
import dev.recado.domain.answer.ReferencedMessages;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.guard.UsageLimits;
import dev.recado.domain.intent.SmallTalkPhrases;
import dev.recado.domain.media.MediaCache;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.policy.AnswerLearning;
import dev.recado.domain.policy.CuratedAnswerPolicy;
import dev.recado.domain.policy.FallbackAnswer;
import dev.recado.domain.policy.HandoffAndLeadPolicy;
import dev.recado.domain.policy.ModelPolicy;
import dev.recado.domain.policy.SmallTalkPolicy;
import dev.recado.domain.policy.UnsupportedContentPolicy;
import dev.recado.domain.policy.UrgentPolicy;
import dev.recado.domain.voice.EarlyTranscription;
import dev.recado.domain.voice.Transcriber;
import dev.recado.domain.voice.TranscriptionPolicy;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Builds what answers: the row of policies, and what they draw on. What is not configured is left out of it.
@Factory
class AnswerWiring {

    /// @param contactFields what a model is told of a contact
    /// @param knowledgeThreshold how likely a passage must answer to be sent by itself
    @ConfigurationProperties("recado")
    record Settings(
            @Bindable(defaultValue = "name,language") List<String> contactFields,
            @Bindable(defaultValue = "0.5") double knowledgeThreshold,
            @Bindable(defaultValue = "false") boolean learnAnswers,
            @Bindable(defaultValue = "24h") Duration learnedFor) {
        Duration learned() {
            return learnAnswers ? learnedFor : Duration.ZERO;
        }
    }

    /// The first that has a reply gives it.
    record Row(List<ReplyPolicy> policies) {}

    /// Who listens, who looks, who writes.
    record Senses(ResponseGenerator generator, Transcriber transcriber, MediaCache media) {}

    @Singleton
    Senses senses(ResponseGenerator generator, Transcriber transcriber, MediaCache media) {
        return new Senses(generator, transcriber, media);
    }

    @Singleton
    ReferencedMessages references(MessageLog log) {
        return new ReferencedMessages(log);
    }

    @Singleton
    PromptContext promptContext(
            KnowledgeBase base,
            @Nullable ContactDirectory contacts,
            Senses senses,
            ReferencedMessages references,
            Settings settings,
            InstantSource clock) {
        ContactDirectory directory = contacts == null ? (addresses, deadline) -> Optional.empty() : contacts;
        return new PromptContext(
                new KnowledgeSearch(base, clock),
                new ContactFacts(directory, settings.contactFields(), clock),
                new Attachments(senses.generator(), senses.media(), clock),
                references);
    }

    @Singleton
    AnswerLearning learning(LearnedAnswers answers, KnowledgeBase base, Settings settings, InstantSource clock) {
        return new AnswerLearning(answers, base, settings.learned(), clock);
    }

    @Singleton
    ModelPolicy model(
            Senses senses,
            PromptContext promptContext,
            AnswerLearning learning,
            UsageLimits limits,
            Settings settings,
            InstantSource clock) {
        return new ModelPolicy(
                senses.generator(),
                promptContext,
                learning,
                limits,
                new FallbackAnswer(settings.knowledgeThreshold()),
                clock);
    }

    /// What the business has written down itself.
    record Curated(AnswerCache answers, UrgentAnswers urgent) {}

    @Singleton
    Curated curated(AnswerCache answers, UrgentAnswers urgent) {
        return new Curated(answers, urgent);
    }

    @Singleton
    Row row(
            GuardWiring.Guards guards,
            Senses senses,
            MessageLog log,
            Curated curated,
            SmallTalkPhrases smallTalk,
            ModelPolicy model,
            InstantSource clock) {
        List<ReplyPolicy> row = new ArrayList<>();
        TranscriptionPolicy listening = new TranscriptionPolicy(senses.transcriber(), senses.media(), log, clock);
        row.add(UrgentPolicy.written(curated.urgent(), clock));
        row.add(new EarlyTranscription(listening, curated.urgent()));
        row.add(UrgentPolicy.spoken(curated.urgent(), clock));
        row.addAll(guards.replyPolicies().first());
        row.add(listening);
        row.add(UrgentPolicy.spoken(curated.urgent(), clock));
        row.add(new UnsupportedContentPolicy(senses.generator(), senses.transcriber()));
        row.add(guards.replyPolicies().guard());
        row.add(new HandoffAndLeadPolicy(senses.generator()));
        row.add(new SmallTalkPolicy(curated.answers(), senses.generator(), smallTalk));
        row.add(new CuratedAnswerPolicy(curated.answers(), senses.generator(), clock));
        row.add(guards.replyPolicies().moderation(guards.moderation()));
        row.add(model);
        return new Row(List.copyOf(row));
    }
}
