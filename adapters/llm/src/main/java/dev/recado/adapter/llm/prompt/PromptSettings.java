package dev.recado.adapter.llm.prompt;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// Settings of the prompt and of the answer's length.
///
/// @param systemPromptFile the bot's instructions; absent: those of the example business, or neutral ones
/// @param example whether the bot answers for the example business
/// @param promptTokens the estimated limit of a prompt; the oldest history is dropped first
/// @param answerTokens the most that a model may write in one call, its reasoning included
/// @param llmFiles whether pictures and PDFs are shown to the model
@ConfigurationProperties("recado")
public record PromptSettings(
        String botName,
        @Nullable String systemPromptFile,
        boolean example,
        int promptTokens,
        int answerTokens,
        boolean llmFiles) {

    public String systemPrompt() {
        return SystemPrompt.load(systemPromptFile, example);
    }
}
