package dev.recado.application;

import dev.recado.domain.guard.SmallTalkPhrases;
import dev.recado.domain.media.KeptMedia;
import dev.recado.domain.policy.Briefing;
import dev.recado.domain.policy.ContactFacts;
import dev.recado.domain.policy.CuratedAnswerPolicy;
import dev.recado.domain.policy.EarlyListening;
import dev.recado.domain.policy.Enclosures;
import dev.recado.domain.policy.KnowledgeSearch;
import dev.recado.domain.policy.Learning;
import dev.recado.domain.policy.ListeningPolicy;
import dev.recado.domain.policy.ModelPolicy;
import dev.recado.domain.policy.NoticePolicy;
import dev.recado.domain.policy.References;
import dev.recado.domain.policy.ReplyPolicy;
import dev.recado.domain.policy.RequestPolicy;
import dev.recado.domain.policy.SmallTalkPolicy;
import dev.recado.domain.policy.UrgentPolicy;
import dev.recado.domain.policy.WithoutModel;
import dev.recado.domain.port.AnswerCache;
import dev.recado.domain.port.ContactDirectory;
import dev.recado.domain.port.KnowledgeBase;
import dev.recado.domain.port.LearnedAnswers;
import dev.recado.domain.port.MessageLog;
import dev.recado.domain.port.ResponseGenerator;
import dev.recado.domain.port.Transcriber;
import dev.recado.domain.port.UrgentAnswers;
import dev.recado.domain.port.UsageLimits;
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
class BrainWiring {

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
    record Senses(ResponseGenerator generator, Transcriber transcriber, KeptMedia media) {}

    @Singleton
    Senses senses(ResponseGenerator generator, Transcriber transcriber, KeptMedia media) {
        return new Senses(generator, transcriber, media);
    }

    @Singleton
    References references(MessageLog log) {
        return new References(log);
    }

    @Singleton
    Briefing briefing(
            KnowledgeBase base,
            @Nullable ContactDirectory contacts,
            Senses senses,
            References references,
            Settings settings,
            InstantSource clock) {
        ContactDirectory directory = contacts == null ? (addresses, deadline) -> Optional.empty() : contacts;
        return new Briefing(
                new KnowledgeSearch(base, clock),
                new ContactFacts(directory, settings.contactFields(), clock),
                new Enclosures(senses.generator(), senses.media(), clock),
                references);
    }

    @Singleton
    Learning learning(LearnedAnswers answers, KnowledgeBase base, Settings settings, InstantSource clock) {
        return new Learning(answers, base, settings.learned(), clock);
    }

    @Singleton
    ModelPolicy model(
            Senses senses,
            Briefing briefing,
            Learning learning,
            UsageLimits limits,
            Settings settings,
            InstantSource clock) {
        return new ModelPolicy(
                senses.generator(), briefing, learning, limits, new WithoutModel(settings.knowledgeThreshold()), clock);
    }

    /// What the business has written down itself.
    record Curated(AnswerCache answers, UrgentAnswers urgent) {}

    @Singleton
    Curated curated(AnswerCache answers, UrgentAnswers urgent) {
        return new Curated(answers, urgent);
    }

    @Singleton
    Row row(
            GuardsWiring.Guards guards,
            Senses senses,
            MessageLog log,
            Curated curated,
            SmallTalkPhrases smallTalk,
            ModelPolicy model,
            InstantSource clock) {
        List<ReplyPolicy> row = new ArrayList<>();
        ListeningPolicy listening = new ListeningPolicy(senses.transcriber(), senses.media(), log, clock);
        row.add(UrgentPolicy.written(curated.urgent(), clock));
        row.add(new EarlyListening(listening, curated.urgent()));
        row.add(UrgentPolicy.spoken(curated.urgent(), clock));
        row.addAll(guards.manners().first());
        row.add(listening);
        row.add(UrgentPolicy.spoken(curated.urgent(), clock));
        row.add(new NoticePolicy(senses.generator(), senses.transcriber()));
        row.add(guards.manners().guard());
        row.add(new RequestPolicy(senses.generator()));
        row.add(new SmallTalkPolicy(curated.answers(), senses.generator(), smallTalk));
        row.add(new CuratedAnswerPolicy(curated.answers(), senses.generator(), clock));
        row.add(guards.manners().moderation(guards.moderation()));
        row.add(model);
        return new Row(List.copyOf(row));
    }
}
