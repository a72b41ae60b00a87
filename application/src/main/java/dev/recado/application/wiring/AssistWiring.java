package dev.recado.application.wiring;

import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.assist.AssistAgent;
import dev.recado.domain.assist.AssistAgentUseCase;
import dev.recado.domain.delivery.ReplyFormatter;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.guard.UsageLimits;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.text.LanguageDetector;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Wires the assistant of the people of the business.
@Factory
class AssistWiring {

    @Singleton
    AssistAgent.Knowledge knowledge(
            AnswerCache curated, KnowledgeBase documents, LanguageDetector languages, AnswerWiring.Settings settings) {
        return new AssistAgent.Knowledge(curated, documents, languages, settings.knowledgeThreshold());
    }

    @Singleton
    AssistAgentUseCase assistant(
            ConversationList conversations,
            AssistAgent.Knowledge knowledge,
            ResponseGenerator generator,
            UsageLimits limits,
            EventSink events,
            ReplyFormatter formatter,
            InstantSource clock) {
        return new AssistAgent(
                conversations, knowledge, new AssistAgent.Model(generator, limits, events, formatter), clock);
    }
}
