package dev.recado.adapter.llm.gemini;

import dev.recado.adapter.llm.openai.OpenAiSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Settings of Google's Gemini API.
///
/// @param baseUrl up to and including the version; absent: Google's
/// @param model absent: [#DEFAULT_MODEL]
@ConfigurationProperties("recado.gemini")
public record GeminiSettings(
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable String model) {

    static final String DEFAULT_BASE_URL = "https://generativelanguage.googleapis.com/v1beta";

    /// Google's fastest and cheapest stable model of November 2026; by default it thinks little
    /// (ai.google.dev/gemini-api/docs/models and …/whats-new-gemini-3.6).
    public static final String DEFAULT_MODEL = "gemini-3.5-flash-lite";

    public GeminiSettings {
        apiKey = OpenAiSettings.blankToNull(apiKey);
        baseUrl = OpenAiSettings.blankToNull(baseUrl);
        model = OpenAiSettings.blankToNull(model);
    }

    public String baseUrlOrDefault() {
        return baseUrl == null ? DEFAULT_BASE_URL : baseUrl;
    }

    public String modelOrDefault() {
        return model == null ? DEFAULT_MODEL : model;
    }

    @Override
    public String toString() {
        return "GeminiSettings[apiKey=" + (apiKey == null ? "absent" : "***") + ", baseUrl=" + baseUrlOrDefault()
                + ", model=" + modelOrDefault() + "]";
    }
}
