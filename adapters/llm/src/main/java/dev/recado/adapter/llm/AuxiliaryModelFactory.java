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
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Creates the transcriber, the content guard and the embedder that the settings ask for.
@Factory
final class AuxiliaryModelFactory {

    /// In tokens: about twenty minutes of speech.
    private static final int GEMINI_TRANSCRIPT_TOKENS = 4_096;

    private static final Duration EMBEDDING_TIMEOUT = Duration.ofSeconds(30);

    private final ModelSettings models;
    private final OpenAiSettings openAi;
    private final GeminiSettings gemini;
    private final ProviderClients clients;

    AuxiliaryModelFactory(ModelSettings models, OpenAiSettings openAi, GeminiSettings gemini, ProviderClients clients) {
        this.models = models;
        this.openAi = openAi;
        this.gemini = gemini;
        this.clients = clients;
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
        ProviderClient client = clients.to(
                Objects.requireNonNullElse(settings.transcriberModel(), TranscriberSettings.OPENAI_MODEL),
                models.llmTimeout());
        return new OpenAiTranscriber(
                new TranscriptionCall("openai", client, OpenAiTranscriber.MAX_BYTES),
                restClient(settings.transcriberUrl(), settings.transcriberKey()));
    }

    private Transcriber gemini(TranscriberSettings settings) {
        if (gemini.apiKey() == null) {
            throw new ConfigurationException("RECADO_TRANSCRIBER is gemini: expected GEMINI_API_KEY");
        }
        GeminiSettings transcription = new GeminiSettings(
                gemini.apiKey(),
                gemini.baseUrl(),
                settings.transcriberModel() == null ? gemini.model() : settings.transcriberModel());
        return new GeminiTranscriber(
                new TranscriptionCall(
                        Provider.GEMINI.id(),
                        clients.to(transcription.modelOrDefault(), models.llmTimeout()),
                        Provider.GEMINI.maxFileBytes()),
                new LazySupplier<>(
                        () -> LangChainChatModels.gemini(transcription, GEMINI_TRANSCRIPT_TOKENS, clients.builder())));
    }

    @Singleton
    ContentGuard contentGuard(ModerationSettings settings) {
        return switch (settings.moderation().strip().toLowerCase(Locale.ROOT)) {
            case "off" -> (text, deadline) -> new Verdict.Unknown("off");
            case "openai" -> {
                if (!openAi.reachable()) {
                    throw new ConfigurationException("RECADO_MODERATION is openai: expected OPENAI_API_KEY");
                }
                yield new OpenAiContentGuard(
                        clients.to(OpenAiContentGuard.MODEL, OpenAiContentGuard.TIMEOUT), restClient(null, null));
            }
            default -> throw new ConfigurationException("RECADO_MODERATION: expected off or openai");
        };
    }

    /// Exists only when an embedding model is configured.
    @Singleton
    @Requires(property = "recado.embedding-model")
    Embedder embedder(EmbeddingSettings settings) {
        if (settings.embeddingUrl() == null && !openAi.reachable()) {
            throw new ConfigurationException(
                    "RECADO_EMBEDDING_MODEL is set: expected OPENAI_API_KEY or RECADO_EMBEDDING_URL");
        }
        return new OpenAiEmbedder(
                clients.to(Objects.requireNonNull(settings.embeddingModel()), EMBEDDING_TIMEOUT),
                restClient(settings.embeddingUrl(), settings.embeddingKey()));
    }

    /// A separate server uses its own key or none: OpenAI's key is sent only to OpenAI's server.
    private OpenAiRestClient restClient(@Nullable String url, @Nullable String key) {
        return url == null ? clients.openAi(openAi.baseUrlOrDefault(), openAi.apiKey()) : clients.openAi(url, key);
    }
}
