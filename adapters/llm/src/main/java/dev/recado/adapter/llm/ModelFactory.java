package dev.recado.adapter.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.recado.domain.guard.Injections;
import dev.recado.domain.port.AnalysisExecutor;
import dev.recado.domain.port.ConfigurationException;
import dev.recado.domain.port.ResponseGenerator;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes the one generator that the settings ask for, and its part of `/health`.
@Factory
final class ModelFactory {
    private static final Duration LONGEST_READING = Duration.ofSeconds(3);

    private final ModelSettings settings;
    private final PromptSettings prompts;
    private final OpenAiSettings openAi;
    private final GeminiSettings gemini;
    private final AnthropicSettings anthropic;

    ModelFactory(
            ModelSettings settings,
            PromptSettings prompts,
            OpenAiSettings openAi,
            GeminiSettings gemini,
            AnthropicSettings anthropic) {
        this.settings = settings;
        this.prompts = prompts;
        this.openAi = openAi;
        this.gemini = gemini;
        this.anthropic = anthropic;
    }

    /// Who answers, first and fallback, and how each is shown.
    record Models(List<Answerer> answerers, List<ModelHealth.Listed> listed) {}

    @Singleton
    CallLimit callLimit() {
        return new CallLimit(settings.llmMaxConcurrent());
    }

    @Singleton
    Lines lines(CallLimit limit, InstantSource clock, RandomGenerator random) {
        return Lines.of(limit, clock, random);
    }

    @Singleton
    GivenData givenData(AnalysisExecutor analysis, InstantSource clock) {
        return new GivenData(
                text -> analysis.call(clock.instant().plus(LONGEST_READING), () -> Injections.without(text)));
    }

    @Singleton
    Models models(Lines lines, GivenData data) {
        List<Answerer> answerers = new ArrayList<>();
        List<ModelHealth.Listed> listed = new ArrayList<>();
        List<Provider> chosen = Provider.chosen(settings.llm(), settings.llmFallback(), withKey());
        for (Provider provider : chosen) {
            check(provider);
            ProviderLine line = lines.to(model(provider), settings.llmTimeout());
            Spending spending = new Spending(prices(provider, answerers.isEmpty()), lines.clock());
            answerers.add(answerer(provider, lines, line, spending, data));
            listed.add(
                    new ModelHealth.Listed(provider, line.model(), host(baseUrl(provider)), line.breaker(), spending));
        }
        return new Models(List.copyOf(answerers), List.copyOf(listed));
    }

    @Singleton
    ModelHealth modelHealth(Models models, CallLimit limit) {
        return new ModelHealth(models.listed(), limit);
    }

    @Singleton
    ResponseGenerator responseGenerator(Models models, GivenData data, ModelHealth health, InstantSource clock) {
        return models.answerers().isEmpty()
                ? new NoGenerator()
                : new ModelGenerator(models.answerers(), data, prompts.llmFiles(), confidential(), health, clock);
    }

    private String confidential() {
        return PromptAssembly.confidential(prompts.systemPrompt(), prompts.botName());
    }

    private Answerer answerer(Provider provider, Lines lines, ProviderLine line, Spending spending, GivenData data) {
        PromptAssembly assembly =
                new PromptAssembly(prompts.systemPrompt(), prompts.botName(), data, prompts.promptTokens());
        AnswerRoom room = new AnswerRoom(prompts.answerTokens(), lines.clock());
        IntFunction<ChatModel> chat = switch (provider) {
            case OPENAI -> most -> ChatModels.openAi(openAi, most, lines.builder());
            case GEMINI -> most -> ChatModels.gemini(gemini, most, lines.builder());
            case ANTHROPIC -> most -> ChatModels.anthropic(anthropic, most, lines.builder());
            case OPENAI_HOSTED ->
                _ -> {
                    throw new IllegalStateException("not a chat model");
                };
        };
        if (provider == Provider.OPENAI_HOSTED) {
            HostedApi api = new HostedApi(openAi, lines.openAi(openAi.baseUrlOrDefault(), openAi.apiKey()));
            return new HostedAnswerer(line, assembly, room, spending, api);
        }
        // One for each room that an answer may have.
        Map<Integer, ChatModel> made = new ConcurrentHashMap<>();
        return new ChatAnswerer(
                provider, most -> made.computeIfAbsent(most, chat::apply), room, assembly, line, spending);
    }

    private Set<Provider> withKey() {
        Set<Provider> withKey = EnumSet.noneOf(Provider.class);
        if (openAi.apiKey() != null) {
            withKey.add(Provider.OPENAI);
        }
        if (gemini.apiKey() != null) {
            withKey.add(Provider.GEMINI);
        }
        if (anthropic.apiKey() != null) {
            withKey.add(Provider.ANTHROPIC);
        }
        return withKey;
    }

    private void check(Provider provider) {
        @Nullable
        String missing = switch (provider) {
            case OPENAI -> openAi.reachable() ? null : "OPENAI_API_KEY, or OPENAI_BASE_URL of a compatible server";
            case GEMINI -> gemini.apiKey() != null ? null : "GEMINI_API_KEY";
            case ANTHROPIC -> anthropic.apiKey() != null ? null : "ANTHROPIC_API_KEY";
            case OPENAI_HOSTED -> openAi.apiKey() != null ? null : "OPENAI_API_KEY";
        };
        if (missing != null) {
            throw new ConfigurationException(
                    "RECADO_LLM or its fallback is " + provider.id() + ": expected " + missing);
        }
    }

    private String model(Provider provider) {
        return switch (provider) {
            case OPENAI, OPENAI_HOSTED -> openAi.modelOrDefault();
            case GEMINI -> gemini.modelOrDefault();
            case ANTHROPIC -> anthropic.modelOrDefault();
        };
    }

    private String baseUrl(Provider provider) {
        return switch (provider) {
            case OPENAI, OPENAI_HOSTED -> openAi.baseUrlOrDefault();
            case GEMINI -> gemini.baseUrlOrDefault();
            case ANTHROPIC -> anthropic.baseUrlOrDefault();
        };
    }

    private Prices prices(Provider provider, boolean first) {
        return first && settings.priceIn() != null && settings.priceOut() != null
                ? new Prices(settings.priceIn(), settings.priceOut())
                : Prices.of(model(provider));
    }

    private static String host(String url) {
        String host = URI.create(url).getHost();
        return Objects.requireNonNullElse(host, "unknown");
    }

    /// Stands where no model is configured.
    private static final class NoGenerator implements ResponseGenerator {
        @Override
        public Generation generate(Prompt prompt) {
            return new Generation.NoModel();
        }

        @Override
        public boolean isConfigured() {
            return false;
        }
    }
}
