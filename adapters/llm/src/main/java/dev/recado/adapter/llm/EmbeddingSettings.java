package dev.recado.adapter.llm;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Who turns texts into vectors.
///
/// @param embeddingModel absent: nobody
/// @param embeddingUrl of a server of its own, up to the version; absent: OpenAI's settings
/// @param embeddingKey of that server; absent: none
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
