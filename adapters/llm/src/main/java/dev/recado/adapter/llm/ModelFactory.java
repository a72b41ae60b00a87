package dev.recado.adapter.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.recado.adapter.llm.anthropic.AnthropicSettings;
import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.adapter.llm.chat.LangChainChatModels;
import dev.recado.adapter.llm.chat.LangChainModel;
import dev.recado.adapter.llm.chat.LanguageModel;
import dev.recado.adapter.llm.chat.ModelProbe;
import dev.recado.adapter.llm.chat.TokenPrices;
import dev.recado.adapter.llm.chat.UsageMeter;
import dev.recado.adapter.llm.gemini.GeminiSettings;
import dev.recado.adapter.llm.hosted.OpenAiHostedModel;
import dev.recado.adapter.llm.hosted.OpenAiResponsesApi;
import dev.recado.adapter.llm.openai.OpenAiSettings;
import dev.recado.adapter.llm.prompt.PromptBuilder;
import dev.recado.adapter.llm.prompt.PromptData;
import dev.recado.adapter.llm.prompt.PromptSettings;
import dev.recado.adapter.llm.provider.ConcurrencyLimit;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.provider.ProviderClient;
import dev.recado.adapter.llm.reply.AnswerTokenBudget;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.guard.InjectionDetector;
import dev.recado.domain.text.AnalysisExecutor;
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

/// Creates the response generator that the settings ask for, and its part of `/health`.
@Factory
final class ModelFactory {
    private static final Duration MAX_DETECTION_TIME = Duration.ofSeconds(3);

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

    /// The configured models, first and fallback, and the status of each.
    record Models(List<LanguageModel> languageModels, List<ModelProbe.ProviderStatus> statuses) {}

    @Singleton
    ConcurrencyLimit callLimit() {
        return new ConcurrencyLimit(settings.llmMaxConcurrent());
    }

    @Singleton
    ProviderClients clients(ConcurrencyLimit limit, InstantSource clock, RandomGenerator random) {
        return ProviderClients.of(limit, clock, random);
    }

    @Singleton
    PromptData promptData(AnalysisExecutor analysis, InstantSource clock) {
        return new PromptData(
                text -> analysis.call(clock.instant().plus(MAX_DETECTION_TIME), () -> InjectionDetector.without(text)));
    }

    @Singleton
    Models models(ProviderClients clients, PromptData data) {
        List<LanguageModel> languageModels = new ArrayList<>();
        List<ModelProbe.ProviderStatus> statuses = new ArrayList<>();
        List<Provider> chosen = Provider.chosen(settings.llm(), settings.llmFallback(), withKey());
        for (Provider provider : chosen) {
            check(provider);
            ProviderClient client = clients.to(model(provider), settings.llmTimeout());
            UsageMeter usageMeter = new UsageMeter(prices(provider, languageModels.isEmpty()), clients.clock());
            languageModels.add(languageModel(provider, clients, client, usageMeter, data));
            statuses.add(new ModelProbe.ProviderStatus(
                    provider, client.model(), host(baseUrl(provider)), client.circuitBreaker(), usageMeter));
        }
        return new Models(List.copyOf(languageModels), List.copyOf(statuses));
    }

    @Singleton
    ModelProbe modelHealth(Models models, ConcurrencyLimit limit) {
        return new ModelProbe(models.statuses(), limit);
    }

    @Singleton
    ResponseGenerator responseGenerator(Models models, PromptData data, ModelProbe health, InstantSource clock) {
        return models.languageModels().isEmpty()
                ? new NoGenerator()
                : new FallbackResponseGenerator(
                        models.languageModels(), data, prompts.llmFiles(), confidential(), health, clock);
    }

    private String confidential() {
        return PromptBuilder.confidential(prompts.systemPrompt(), prompts.botName());
    }

    private LanguageModel languageModel(
            Provider provider, ProviderClients clients, ProviderClient client, UsageMeter usageMeter, PromptData data) {
        PromptBuilder promptBuilder =
                new PromptBuilder(prompts.systemPrompt(), prompts.botName(), data, prompts.promptTokens());
        AnswerTokenBudget budget = new AnswerTokenBudget(prompts.answerTokens(), clients.clock());
        IntFunction<ChatModel> chat = switch (provider) {
            case OPENAI -> maxTokens -> LangChainChatModels.openAi(openAi, maxTokens, clients.builder());
            case GEMINI -> maxTokens -> LangChainChatModels.gemini(gemini, maxTokens, clients.builder());
            case ANTHROPIC -> maxTokens -> LangChainChatModels.anthropic(anthropic, maxTokens, clients.builder());
            case OPENAI_HOSTED ->
                _ -> {
                    throw new IllegalStateException("not a chat model");
                };
        };
        if (provider == Provider.OPENAI_HOSTED) {
            OpenAiResponsesApi api =
                    new OpenAiResponsesApi(openAi, clients.openAi(openAi.baseUrlOrDefault(), openAi.apiKey()));
            return new OpenAiHostedModel(client, promptBuilder, budget, usageMeter, api);
        }
        // One model for each token budget.
        Map<Integer, ChatModel> made = new ConcurrentHashMap<>();
        return new LangChainModel(
                provider,
                maxTokens -> made.computeIfAbsent(maxTokens, chat::apply),
                budget,
                promptBuilder,
                client,
                usageMeter);
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

    private TokenPrices prices(Provider provider, boolean first) {
        return first && settings.priceIn() != null && settings.priceOut() != null
                ? new TokenPrices(settings.priceIn(), settings.priceOut())
                : TokenPrices.of(model(provider));
    }

    private static String host(String url) {
        String host = URI.create(url).getHost();
        return Objects.requireNonNullElse(host, "unknown");
    }

    /// Stands in where no model is configured.
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
