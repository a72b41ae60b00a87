package dev.recado.adapter.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.llm.TestGenerators;
import org.junit.jupiter.api.Test;

class OpenAiSettingsTest {

    @Test
    void theDefaultModelAtOpenAiIsAskedNotToThinkFirst() {
        assertThat(new OpenAiSettings("key", " ", "", null).reasoningEffort()).isEqualTo("none");
        assertThat(new OpenAiSettings("key", null, null, "low").reasoningEffort())
                .isEqualTo("low");
        // It refuses tools unless it is told not to think, however it was chosen (its page, Chat Completions).
        assertThat(new OpenAiSettings("key", null, OpenAiSettings.DEFAULT_MODEL, null).reasoningEffort())
                .isEqualTo("none");
    }

    @Test
    void anotherServerOrModelIsSentNoParameterItMayNotKnow() {
        assertThat(new OpenAiSettings(null, "http://localhost:11434/v1", null, null).reasoningEffort())
                .isNull();
        assertThat(new OpenAiSettings("key", null, "gpt-4.1-mini", " ").reasoningEffort())
                .isNull();
    }

    @Test
    void theKeyDoesNotShow() {
        assertThat(new OpenAiSettings(TestGenerators.KEY, null, null, null).toString())
                .doesNotContain(TestGenerators.KEY)
                .contains("apiKey=***");
    }
}
