package dev.recado.adapter.llm;

import dev.recado.domain.port.ConfigurationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who answers.
enum Provider {
    OPENAI,
    NONE;

    /// @param named the setting; absent: whoever has a key
    static Provider chosen(@Nullable String named, boolean openAiHasKey) {
        return switch (named == null ? "" : named.strip().toLowerCase(Locale.ROOT)) {
            case "" -> openAiHasKey ? OPENAI : NONE;
            case "openai" -> OPENAI;
            case "none" -> NONE;
            default -> throw new ConfigurationException("RECADO_LLM: expected openai or none, was " + named);
        };
    }
}
