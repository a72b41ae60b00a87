package dev.recado.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.simulator.model.ModelScript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiContractIT extends ToolContract {
    @Override
    Provider provider() {
        return Provider.GEMINI;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MALFORMED_RESPONSE",
                "UNEXPECTED_TOOL_CALL",
                "TOO_MANY_TOOL_CALLS",
                "ESCALATION",
                "IMAGE_OTHER",
                "a word nobody knows"
            })
    void aValidTextIsAnAnswerWithAnyFinishReason(String reason) {
        standIn.answerWith(new ModelScript.Raw("""
                {"candidates": [{"content": {"role": "model", "parts": [{"text": "Abrimos a las nueve."}]},
                  "finishReason": "%s", "index": 0, "future": {"a": 1}}],
                 "usageMetadata": {"promptTokenCount": 1, "totalTokenCount": 2}}""".formatted(reason)));
        assertThat(answer(ask(prompt("Hola"))).text()).isEqualTo("Abrimos a las nueve.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": [{\"text\": \"Sí.\"}]}, \"finishReason\": \"STOP\"}]}",
                "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Sí.\"}]}}], \"usageMetadata\": {}}",
                "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Sí.\"}]}, \"finishReason\": null}], \"usageMetadata\": null}",
                "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Sí.\"}]}}], \"usageMetadata\": {\"promptTokenCount\": 3}}"
            })
    void aValidTextIsAnAnswerWithoutUsageCounts(String body) {
        standIn.answerWith(new ModelScript.Raw(body));
        assertThat(answer(ask(prompt("Hola"))).text()).isEqualTo("Sí.");
    }
}
