package dev.recado.adapter.llm;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Settings of the transcription of voice notes.
///
/// @param transcriber `openai` (or a compatible server), `gemini`, `none`, or `auto`: the one that has a URL or a
/// key
/// @param transcriberUrl URL of a separate server, up to the version; absent: OpenAI's settings apply
/// @param transcriberKey key of the separate server; absent: none is sent
/// @param transcriberModel absent: [#OPENAI_MODEL], or Gemini's configured model
@ConfigurationProperties("recado")
record TranscriberSettings(
        String transcriber,
        @Nullable String transcriberUrl,
        @Nullable String transcriberKey,
        @Nullable String transcriberModel) {

    /// The model that OpenAI recommends for recordings (its guide to speech to text, November 2026).
    static final String OPENAI_MODEL = "gpt-transcribe";

    @Override
    public String toString() {
        return "TranscriberSettings[" + transcriber + ", url=" + transcriberUrl + ", model=" + transcriberModel + "]";
    }
}
