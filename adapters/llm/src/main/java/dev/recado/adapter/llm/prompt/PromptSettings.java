package dev.recado.adapter.llm.prompt;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/// What a model is given, and how much it may answer.
///
/// @param systemPromptFile the bot's instructions; absent: the example business's, or neutral ones
/// @param example whether the bot answers for the example business
/// @param promptTokens how long a prompt may be, estimated; the oldest of the history goes first
/// @param answerTokens the most a model may write at once, its thoughts included
/// @param llmFiles whether pictures and PDFs are shown to the model
@ConfigurationProperties("recado")
public record PromptSettings(
        @Bindable(defaultValue = "Recado") String botName,
        @Nullable String systemPromptFile,
        @Bindable(defaultValue = "false") boolean example,
        @Bindable(defaultValue = "8000") int promptTokens,
        @Bindable(defaultValue = "1024") int answerTokens,
        @Bindable(defaultValue = "true") boolean llmFiles) {

    public String systemPrompt() {
        return SystemPrompt.load(systemPromptFile, example);
    }
}
