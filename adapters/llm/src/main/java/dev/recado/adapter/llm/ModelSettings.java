package dev.recado.adapter.llm;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is set for any model.
///
/// @param llm which provider answers; absent: the one whose key is set
/// @param llmTimeout the longest one call may take, within the turn's deadline
/// @param llmMaxConcurrent calls under way at once. The default lets a thousand conversations wait for a slow
///     model at the same time (a call costs some tens of kilobytes and no thread); a provider that takes fewer
///     says so by 429
/// @param systemPromptFile the bot's instructions; absent: the shipped example
@ConfigurationProperties("recado")
record ModelSettings(
        @Nullable String llm,
        @Bindable(defaultValue = "30s") Duration llmTimeout,
        @Bindable(defaultValue = "1024") int llmMaxConcurrent,
        @Bindable(defaultValue = "Recado") String botName,
        @Nullable String systemPromptFile) {}
