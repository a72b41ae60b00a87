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
import dev.recado.domain.guard.ContentGuard;
import dev.recado.domain.guard.UsageLimits;
import dev.recado.domain.intent.SmallTalkPhrases;
import dev.recado.domain.media.MediaCache;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.policy.AnswerLearning;
import dev.recado.domain.policy.CuratedAnswerPolicy;
import dev.recado.domain.policy.FallbackAnswer;
import dev.recado.domain.policy.HandoffAndLeadPolicy;
import dev.recado.domain.policy.ModelPolicy;
import dev.recado.domain.policy.ReplyPolicies;
import dev.recado.domain.policy.SmallTalkPolicy;
import dev.recado.domain.policy.UnsupportedContentPolicy;
import dev.recado.domain.policy.UrgentPolicy;
import dev.recado.domain.voice.EarlyTranscription;
import dev.recado.domain.voice.Transcriber;
import dev.recado.domain.voice.TranscriptionPolicy;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Wires the reply policies and what they use. A policy whose service is not configured is left out.
@Factory
class AnswerWiring {

    /// @param contactFields what a model is told of a contact
    /// @param knowledgeThreshold how likely a passage must answer to be sent by itself
    @ConfigurationProperties("recado")
    record Settings(List<String> contactFields, double knowledgeThreshold, boolean learnAnswers, Duration learnedFor) {
        Duration learned() {
            return learnAnswers ? learnedFor : Duration.ZERO;
        }
    }

    /// The reply policies in the order in which they are asked. The first that has a reply gives it.
    record OrderedPolicies(List<ReplyPolicy> policies) {}

    @Singleton
    ReferencedMessages references(MessageLog log) {
        return new ReferencedMessages(log);
    }

    @Singleton
    PromptContext promptContext(
            KnowledgeBase base,
            @Nullable ContactDirectory contacts,
            ResponseGenerator generator,
            MediaCache media,
            ReferencedMessages references,
            Settings settings,
            InstantSource clock) {
        ContactDirectory directory = contacts == null ? (addresses, deadline) -> Optional.empty() : contacts;
        return new PromptContext(
                new KnowledgeSearch(base, clock),
                new ContactFacts(directory, settings.contactFields(), clock),
                new Attachments(generator, media, clock),
                references);
    }

    @Singleton
    AnswerLearning learning(LearnedAnswers answers, KnowledgeBase base, Settings settings, InstantSource clock) {
        return new AnswerLearning(answers, base, settings.learned(), clock);
    }

    @Singleton
    ModelPolicy model(
            ResponseGenerator generator,
            PromptContext promptContext,
            AnswerLearning learning,
            UsageLimits limits,
            Settings settings,
            InstantSource clock) {
        return new ModelPolicy(
                generator, promptContext, learning, limits, new FallbackAnswer(settings.knowledgeThreshold()), clock);
    }

    @Singleton
    OrderedPolicies policies(
            ReplyPolicies guards,
            ContentGuard moderation,
            ResponseGenerator generator,
            Transcriber transcriber,
            MediaCache media,
            MessageLog log,
            AnswerCache answers,
            UrgentAnswers urgent,
            SmallTalkPhrases smallTalk,
            ModelPolicy model,
            InstantSource clock) {
        TranscriptionPolicy transcription = new TranscriptionPolicy(transcriber, media, log, clock);
        List<ReplyPolicy> policies = new ArrayList<>();
        policies.add(UrgentPolicy.written(urgent, clock));
        policies.add(new EarlyTranscription(transcription, urgent));
        policies.add(UrgentPolicy.spoken(urgent, clock));
        policies.addAll(guards.first());
        policies.add(transcription);
        policies.add(UrgentPolicy.spoken(urgent, clock));
        policies.add(new UnsupportedContentPolicy(generator, transcriber));
        policies.add(guards.guard());
        policies.add(new HandoffAndLeadPolicy(generator));
        policies.add(new SmallTalkPolicy(answers, generator, smallTalk));
        policies.add(new CuratedAnswerPolicy(answers, generator, clock));
        policies.add(guards.moderation(moderation));
        policies.add(model);
        return new OrderedPolicies(List.copyOf(policies));
    }
}
