package dev.recado.adapter.llm;

import dev.recado.domain.port.ConfigurationException;
import dev.recado.domain.port.ContentGuard;
import dev.recado.domain.port.ContentGuard.Verdict;
import dev.recado.domain.port.Embedder;
import dev.recado.domain.port.Transcriber;
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
final class SensesFactory {

    /// In tokens: some twenty minutes of talk.
    private static final int GEMINI_WORDS = 4_096;

    private static final Duration EMBEDDING_TIMEOUT = Duration.ofSeconds(30);

    private final ModelSettings models;
    private final OpenAiSettings openAi;
    private final GeminiSettings gemini;
    private final Lines lines;

    SensesFactory(ModelSettings models, OpenAiSettings openAi, GeminiSettings gemini, Lines lines) {
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
        ProviderLine line = lines.to(
                Objects.requireNonNullElse(settings.transcriberModel(), TranscriberSettings.OPENAI_MODEL),
                models.llmTimeout());
        return new OpenAiTranscriber(
                new Recording("openai", line, OpenAiTranscriber.MOST),
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
                new Recording(
                        Provider.GEMINI.id(),
                        lines.to(hearing.modelOrDefault(), models.llmTimeout()),
                        Provider.GEMINI.mostFileBytes()),
                new Once<>(() -> ChatModels.gemini(hearing, GEMINI_WORDS, lines.builder())));
    }

    @Singleton
    ContentGuard contentGuard(@Property(name = "recado.moderation", defaultValue = "off") String moderation) {
        return switch (moderation.strip().toLowerCase(Locale.ROOT)) {
            case "off" -> (text, deadline) -> new Verdict.Unknown("off");
            case "openai" -> {
                if (!openAi.reachable()) {
                    throw new ConfigurationException("RECADO_MODERATION is openai: expected OPENAI_API_KEY");
                }
                yield new OpenAiGuard(lines.to(OpenAiGuard.MODEL, OpenAiGuard.PATIENCE), calls(null, null));
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
    private OpenAiCalls calls(@Nullable String url, @Nullable String key) {
        return url == null ? lines.openAi(openAi.baseUrlOrDefault(), openAi.apiKey()) : lines.openAi(url, key);
    }
}
