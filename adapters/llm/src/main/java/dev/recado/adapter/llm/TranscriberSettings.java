package dev.recado.adapter.llm;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/// Who writes down voice notes.
///
/// @param transcriber `openai` (or a compatible server), `gemini`, `none`, or `auto`: the one that has a URL or
///     key
/// @param transcriberUrl of a server of its own, up to the version; absent: OpenAI's settings
/// @param transcriberKey of that server; absent: none
/// @param transcriberModel absent: {@link #OPENAI_MODEL}, or Gemini's model
@ConfigurationProperties("recado")
record TranscriberSettings(
        @Bindable(defaultValue = "auto") String transcriber,
        @Nullable String transcriberUrl,
        @Nullable String transcriberKey,
        @Nullable String transcriberModel) {

    /// What OpenAI recommends for recordings (its guide to speech to text, November 2026).
    static final String OPENAI_MODEL = "gpt-transcribe";

    @Override
    public String toString() {
        return "TranscriberSettings[" + transcriber + ", url=" + transcriberUrl + ", model=" + transcriberModel + "]";
    }
}
