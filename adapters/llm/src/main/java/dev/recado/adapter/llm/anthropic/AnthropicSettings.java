package dev.recado.adapter.llm.anthropic;

import dev.recado.adapter.llm.openai.OpenAiSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Settings of Anthropic's Messages API.
///
/// @param baseUrl up to and including the version; absent: Anthropic's
/// @param model absent: [#DEFAULT_MODEL]
@ConfigurationProperties("recado.anthropic")
public record AnthropicSettings(
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable String model) {

    static final String DEFAULT_BASE_URL = "https://api.anthropic.com/v1";

    /// Anthropic's fastest and cheapest model of November 2026 (platform.claude.com/docs, models overview).
    public static final String DEFAULT_MODEL = "claude-haiku-4-5";

    public AnthropicSettings {
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
        return "AnthropicSettings[apiKey=" + (apiKey == null ? "absent" : "***") + ", baseUrl=" + baseUrlOrDefault()
                + ", model=" + modelOrDefault() + "]";
    }
}
