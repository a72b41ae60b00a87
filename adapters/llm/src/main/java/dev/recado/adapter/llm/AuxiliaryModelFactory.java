package dev.recado.adapter.llm;

import dev.recado.adapter.llm.chat.LangChainChatModels;
import dev.recado.adapter.llm.gemini.GeminiSettings;
import dev.recado.adapter.llm.gemini.GeminiTranscriber;
import dev.recado.adapter.llm.openai.OpenAiContentGuard;
import dev.recado.adapter.llm.openai.OpenAiEmbedder;
import dev.recado.adapter.llm.openai.OpenAiRestClient;
import dev.recado.adapter.llm.openai.OpenAiSettings;
import dev.recado.adapter.llm.openai.OpenAiTranscriber;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.provider.ProviderClient;
import dev.recado.adapter.llm.provider.TranscriptionCall;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.answer.Embedder;
import dev.recado.domain.guard.ContentGuard;
import dev.recado.domain.guard.ContentGuard.Verdict;
import dev.recado.domain.voice.Transcriber;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes what hears, judges and compares texts.
@Factory
final class AuxiliaryModelFactory {

    /// In tokens: some twenty minutes of talk.
    private static final int GEMINI_WORDS = 4_096;

    private static final Duration EMBEDDING_TIMEOUT = Duration.ofSeconds(30);

    private final ModelSettings models;
    private final OpenAiSettings openAi;
    private final GeminiSettings gemini;
    private final ProviderClients lines;

    AuxiliaryModelFactory(ModelSettings models, OpenAiSettings openAi, GeminiSettings gemini, ProviderClients lines) {
        this.models = models;
        this.openAi = openAi;
        this.gemini = gemini;
        this.lines = lines;
    }

    @Singleton
    Transcriber transcriber(TranscriberSettings settings) {
        return switch (settings.transcriber().strip().toLowerCase(Locale.ROOT)) {
            case "auto" -> {
                boolean hasServer = settings.transcriberUrl() != null || openAi.apiKey() != null;
                yield hasServer ? openAi(settings) : gemini.apiKey() != null ? gemini(settings) : Transcriber.NONE;
            }
            case "openai" -> openAi(settings);
            case "gemini" -> gemini(settings);
            case "none" -> Transcriber.NONE;
            default -> throw new ConfigurationException("RECADO_TRANSCRIBER: expected auto, openai, gemini or none");
        };
    }

    private Transcriber openAi(TranscriberSettings settings) {
        if (settings.transcriberUrl() == null && !openAi.reachable()) {
            throw new ConfigurationException(
                    "RECADO_TRANSCRIBER is openai: expected OPENAI_API_KEY or RECADO_TRANSCRIBER_URL");
        }
        ProviderClient line = lines.to(
                Objects.requireNonNullElse(settings.transcriberModel(), TranscriberSettings.OPENAI_MODEL),
                models.llmTimeout());
        return new OpenAiTranscriber(
                new TranscriptionCall("openai", line, OpenAiTranscriber.MOST),
                calls(settings.transcriberUrl(), settings.transcriberKey()));
    }

    private Transcriber gemini(TranscriberSettings settings) {
        if (gemini.apiKey() == null) {
            throw new ConfigurationException("RECADO_TRANSCRIBER is gemini: expected GEMINI_API_KEY");
        }
        GeminiSettings hearing = new GeminiSettings(
                gemini.apiKey(),
                gemini.baseUrl(),
                settings.transcriberModel() == null ? gemini.model() : settings.transcriberModel());
        return new GeminiTranscriber(
                new TranscriptionCall(
                        Provider.GEMINI.id(),
                        lines.to(hearing.modelOrDefault(), models.llmTimeout()),
                        Provider.GEMINI.maxFileBytes()),
                new LazySupplier<>(() -> LangChainChatModels.gemini(hearing, GEMINI_WORDS, lines.builder())));
    }

    @Singleton
    ContentGuard contentGuard(@Property(name = "recado.moderation", defaultValue = "off") String moderation) {
        return switch (moderation.strip().toLowerCase(Locale.ROOT)) {
            case "off" -> (text, deadline) -> new Verdict.Unknown("off");
            case "openai" -> {
                if (!openAi.reachable()) {
                    throw new ConfigurationException("RECADO_MODERATION is openai: expected OPENAI_API_KEY");
                }
                yield new OpenAiContentGuard(
                        lines.to(OpenAiContentGuard.MODEL, OpenAiContentGuard.PATIENCE), calls(null, null));
            }
            default -> throw new ConfigurationException("RECADO_MODERATION: expected off or openai");
        };
    }

    /// There is none unless a model is named.
    @Singleton
    @Requires(property = "recado.embedding-model")
    Embedder embedder(EmbeddingSettings settings) {
        if (settings.embeddingUrl() == null && !openAi.reachable()) {
            throw new ConfigurationException(
                    "RECADO_EMBEDDING_MODEL is set: expected OPENAI_API_KEY or RECADO_EMBEDDING_URL");
        }
        return new OpenAiEmbedder(
                lines.to(Objects.requireNonNull(settings.embeddingModel()), EMBEDDING_TIMEOUT),
                calls(settings.embeddingUrl(), settings.embeddingKey()));
    }

    /// A server of its own has a key of its own, or none: OpenAI's key goes to OpenAI's server alone.
    private OpenAiRestClient calls(@Nullable String url, @Nullable String key) {
        return url == null ? lines.openAi(openAi.baseUrlOrDefault(), openAi.apiKey()) : lines.openAi(url, key);
    }
}
