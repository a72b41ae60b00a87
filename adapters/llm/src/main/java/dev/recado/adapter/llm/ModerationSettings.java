package dev.recado.adapter.llm;

import io.micronaut.context.annotation.ConfigurationProperties;

/// Settings of the moderation of what users write.
///
/// @param moderation `openai`, or `off`
@ConfigurationProperties("recado")
record ModerationSettings(String moderation) {}
