package dev.recado.adapter.llm.openai;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Settings of OpenAI, or of a compatible server (Ollama, vLLM, Groq …).
///
/// @param apiKey may be absent where the server needs none
/// @param baseUrl up to and including the version (`http://localhost:11434/v1`); absent: OpenAI's
/// @param model absent: [#DEFAULT_MODEL]
/// @param reasoningEffort sent unchanged; absent: `none` for the default model at OpenAI, otherwise nothing is
/// sent
@ConfigurationProperties("recado.openai")
public record OpenAiSettings(
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable String model,
        @Nullable String reasoningEffort) {

    static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";

    /// OpenAI's small model since September 2026. OpenAI names it as the successor of gpt-4o-mini and
    /// gpt-4.1-mini, which end in January 2027 (its deprecations page).
    public static final String DEFAULT_MODEL = "gpt-6-luna";

    public OpenAiSettings {
        apiKey = blankToNull(apiKey);
        baseUrl = blankToNull(baseUrl);
        baseUrl = baseUrl != null && baseUrl.replaceAll("/+$", "").equals(DEFAULT_BASE_URL) ? null : baseUrl;
        model = blankToNull(model);
        // A chat needs a fast answer. By default this model thinks at medium effort first, and calls tools in
        // Chat Completions only when it does not think (its model page).
        boolean isDefault = baseUrl == null && (model == null || model.equals(DEFAULT_MODEL));
        reasoningEffort = blankToNull(reasoningEffort) == null && isDefault ? "none" : blankToNull(reasoningEffort);
    }

    public boolean reachable() {
        return apiKey != null || baseUrl != null;
    }

    public String baseUrlOrDefault() {
        return baseUrl == null ? DEFAULT_BASE_URL : baseUrl;
    }

    public String modelOrDefault() {
        return model == null ? DEFAULT_MODEL : model;
    }

    public static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "OpenAiSettings[apiKey=" + (apiKey == null ? "absent" : "***") + ", baseUrl=" + baseUrlOrDefault()
                + ", model=" + modelOrDefault() + "]";
    }
}
