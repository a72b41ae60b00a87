package dev.recado.adapter.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.recado.domain.port.ConfigurationException;
import dev.recado.domain.port.ResponseGenerator;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes the one generator that the settings ask for, and its part of `/health`.
@Factory
final class ModelFactory {

    private final ModelSettings settings;
    private final OpenAiSettings openAi;
    private final Provider provider;

    ModelFactory(ModelSettings settings, OpenAiSettings openAi) {
        this.settings = settings;
        this.openAi = openAi;
        this.provider = Provider.chosen(settings.llm(), openAi.apiKey() != null);
    }

    @Singleton
    CallLimit callLimit() {
        return new CallLimit(settings.llmMaxConcurrent());
    }

    @Singleton
    ModelHealth modelHealth(CallLimit limit) {
        return new ModelHealth(
                switch (provider) {
                    case NONE -> Map.of("provider", "none");
                    case OPENAI ->
                        Map.of(
                                "provider", "openai",
                                "model", openAi.modelOrDefault(),
                                "host", host(openAi.baseUrlOrDefault()));
                },
                limit);
    }

    @Singleton
    ResponseGenerator responseGenerator(
            CallLimit limit, ModelHealth health, InstantSource clock, RandomGenerator random) {
        return switch (provider) {
            case NONE -> prompt -> new ResponseGenerator.Generation.NoModel();
            case OPENAI -> openAi(limit, health, clock, random);
        };
    }

    private ResponseGenerator openAi(CallLimit limit, ModelHealth health, InstantSource clock, RandomGenerator random) {
        if (!openAi.reachable()) {
            throw new ConfigurationException(
                    "RECADO_LLM is openai: expected OPENAI_API_KEY, or OPENAI_BASE_URL of a compatible server");
        }
        return new LangChainResponseGenerator(
                openAi.modelOrDefault(),
                new PromptAssembly(SystemPrompt.load(settings.systemPromptFile()), settings.botName()),
                new ChatCall(new Once(() -> chatModel(openAi, clock)), settings.llmTimeout(), limit, clock),
                new RetryPolicy(random),
                health,
                Pause.real());
    }

    static ChatModel chatModel(OpenAiSettings openAi, InstantSource clock) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(new ProviderHttpClientBuilder(clock))
                .baseUrl(openAi.baseUrlOrDefault())
                .apiKey(openAi.apiKey())
                .modelName(openAi.modelOrDefault())
                .reasoningEffort(openAi.reasoningEffort())
                .maxRetries(0)
                .build();
    }

    private static String host(String url) {
        String host = URI.create(url).getHost();
        return Objects.requireNonNullElse(host, "unknown");
    }

    /// Makes the model when it is first asked for: LangChain4j and its JSON mapper are most of what this adapter loads.
    private static final class Once implements Supplier<ChatModel> {
        private final Supplier<ChatModel> maker;

        private volatile @Nullable ChatModel made;

        Once(Supplier<ChatModel> maker) {
            this.maker = maker;
        }

        @Override
        public ChatModel get() {
            ChatModel model = made;
            return model == null ? make() : model;
        }

        private synchronized ChatModel make() {
            ChatModel model = made;
            if (model == null) {
                model = maker.get();
                made = model;
            }
            return model;
        }
    }
}
