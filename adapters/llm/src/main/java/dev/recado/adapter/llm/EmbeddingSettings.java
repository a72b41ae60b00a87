package dev.recado.adapter.llm;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Settings of the server that turns texts into vectors.
///
/// @param embeddingModel absent: no embeddings
/// @param embeddingUrl URL of a separate server, up to the version; absent: OpenAI's settings apply
/// @param embeddingKey key of the separate server; absent: none is sent
@ConfigurationProperties("recado")
record EmbeddingSettings(
        @Nullable String embeddingModel,
        @Nullable String embeddingUrl,
        @Nullable String embeddingKey) {

    @Override
    public String toString() {
        return "EmbeddingSettings[" + embeddingModel + ", url=" + embeddingUrl + "]";
    }
}
