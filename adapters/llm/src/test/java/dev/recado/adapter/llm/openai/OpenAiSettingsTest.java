package dev.recado.adapter.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.llm.TestGenerators;
import org.junit.jupiter.api.Test;

class OpenAiSettingsTest {

    @Test
    void theDefaultModelAtOpenAiDoesNotReasonFirst() {
        assertThat(new OpenAiSettings("key", " ", "", null).reasoningEffort()).isEqualTo("none");
        assertThat(new OpenAiSettings("key", null, null, "low").reasoningEffort())
                .isEqualTo("low");
        // It refuses tools unless reasoning is off, however it was configured (its model page, Chat Completions).
        assertThat(new OpenAiSettings("key", null, OpenAiSettings.DEFAULT_MODEL, null).reasoningEffort())
                .isEqualTo("none");
    }

    @Test
    void otherServersAndModelsGetNoReasoningParameter() {
        assertThat(new OpenAiSettings(null, "http://localhost:11434/v1", null, null).reasoningEffort())
                .isNull();
        assertThat(new OpenAiSettings("key", null, "gpt-4.1-mini", " ").reasoningEffort())
                .isNull();
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(new OpenAiSettings(TestGenerators.KEY, null, null, null).toString())
                .doesNotContain(TestGenerators.KEY)
                .contains("apiKey=***");
    }
}
