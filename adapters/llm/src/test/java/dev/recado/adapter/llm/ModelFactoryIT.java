package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.ScriptedServer.says;
import static dev.recado.adapter.llm.TestGenerators.KEY;
import static dev.recado.adapter.llm.TestGenerators.NOW;
import static dev.recado.adapter.llm.TestGenerators.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.adapter.llm.openai.OpenAiSettings;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.text.AnalysisExecutor;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFactoryIT {

    private static ApplicationContext start(Object... keysAndValues) {
        Map<String, Object> settings = new HashMap<>(Map.of("model-factory-it", true));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put("recado." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return ApplicationContext.run(settings);
    }

    @Test
    void withoutAKeyThereIsNoModel() {
        try (var context = start("openai.api-key", " ", "openai.base-url", "http://127.0.0.1:1/v1")) {
            assertThat(context.getBean(ResponseGenerator.class).generate(prompt()))
                    .isEqualTo(new Generation.NoModel());
            var health = context.getBean(Probe.class);
            assertThat(health.part()).isEqualTo("model");
            assertThat(health.check().up()).isTrue();
            assertThat(health.check().details()).containsEntry("provider", "none");
        }
    }

    @Test
    void noneMeansNoModelEvenWithAKey() {
        try (var context = start("llm", "none", "openai.api-key", KEY)) {
            assertThat(context.getBean(ResponseGenerator.class).generate(prompt()))
                    .isEqualTo(new Generation.NoModel());
        }
    }

    @Test
    void aKeyAloneSelectsOpenAiAndItsSmallModel() {
        try (var context = start("openai.api-key", KEY)) {
            assertThat(context.getBean(ResponseGenerator.class)).isInstanceOf(FallbackResponseGenerator.class);
            assertThat(context.getBean(Probe.class).check().details())
                    .containsEntry("provider", "openai")
                    .containsEntry("model", "gpt-6-luna")
                    .containsEntry("host", "api.openai.com")
                    .containsEntry("in_flight", 0);
            assertThat(context.getBean(OpenAiSettings.class).reasoningEffort()).isEqualTo("none");
            assertThat(context.getBean(OpenAiSettings.class).toString()).doesNotContain(KEY);
            var settings = context.getBean(ModelSettings.class);
            assertThat(settings).isEqualTo(new ModelSettings(null, null, Duration.ofSeconds(30), 1024, null, null));
        }
    }

    @Test
    void aCompatibleServerNeedsNoKey() {
        try (var server = new ScriptedServer(says("Sí."));
                var context = start(
                        "llm",
                        "OpenAI",
                        "openai.base-url",
                        server.baseUrl() + "/",
                        "openai.model",
                        "qwen3:4b",
                        "llm-timeout",
                        "8s",
                        "bot-name",
                        "Marea")) {
            assertThat(context.getBean(ResponseGenerator.class).generate(prompt()))
                    .isInstanceOf(Generation.Answer.class);
            assertThat(server.header(0, "Authorization")).isEmpty();
            assertThat(server.body(0).path("model").asText()).isEqualTo("qwen3:4b");
            assertThat(server.body(0).has("reasoning_effort")).isFalse();
            assertThat(server.body(0).at("/messages/0/content").asText()).contains("Marea");
            assertThat(context.getBean(Probe.class).check().details()).containsEntry("host", "127.0.0.1");
            assertThat(context.getBean(ModelSettings.class).llmTimeout()).isEqualTo(Duration.ofSeconds(8));
        }
    }

    @Test
    void aReasoningEffortIsPassedOn() {
        try (var server = new ScriptedServer(says("Sí."));
                var context = start(
                        "openai.api-key", KEY, "openai.base-url", server.baseUrl(), "openai.reasoning-effort", "low")) {
            context.getBean(ResponseGenerator.class).generate(prompt());
            assertThat(server.body(0).path("reasoning_effort").asText()).isEqualTo("low");
            assertThat(server.body(0).path("model").asText()).isEqualTo(OpenAiSettings.DEFAULT_MODEL);
        }
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> {
                    try (var context = start("llm", "openai")) {
                        context.getBean(ResponseGenerator.class);
                    }
                })
                .hasMessageContaining("expected OPENAI_API_KEY, or OPENAI_BASE_URL");
        assertThatThrownBy(() -> {
                    try (var context = start("llm", "llama")) {
                        context.getBean(ResponseGenerator.class);
                    }
                })
                .hasMessageContaining(
                        "RECADO_LLM: expected openai, gemini, anthropic, openai-hosted or none, was llama");
    }

    @Test
    void theFirstProviderWithAKeyAnswersAndAFallbackIsNamed() {
        try (var context = start("gemini.api-key", KEY, "anthropic.api-key", KEY, "llm-fallback", "anthropic")) {
            var details = context.getBean(Probe.class).check().details();
            assertThat(details).containsEntry("provider", "gemini").containsEntry("breaker", "closed");
            assertThat(String.valueOf(details.get("fallback"))).contains("anthropic", "claude-haiku-4-5");
        }
    }

    @ParameterizedTest
    @CsvSource({"gemini, GEMINI_API_KEY", "anthropic, ANTHROPIC_API_KEY", "openai-hosted, OPENAI_API_KEY"})
    void aMissingSettingIsNamed(String provider, String needs) {
        assertThatThrownBy(() -> {
                    try (var context = start("llm", provider)) {
                        context.getBean(ResponseGenerator.class);
                    }
                })
                .hasMessageContaining("expected " + needs);
    }

    @Test
    void aFallbackIsAnotherProvider() {
        assertThatThrownBy(() -> {
                    try (var context = start("openai.api-key", KEY, "llm-fallback", "openai")) {
                        context.getBean(ResponseGenerator.class);
                    }
                })
                .hasMessageContaining("RECADO_LLM_FALLBACK: expected another one");
    }

    @Factory
    @Requires(property = "model-factory-it")
    static class Outside {
        @Bean
        @Primary // Micronaut brings a clock of its own
        InstantSource clock() {
            return InstantSource.fixed(NOW);
        }

        @Bean
        AnalysisExecutor analysis() {
            return AnalysisExecutor.DIRECT;
        }

        @Bean
        RandomGenerator random() {
            return new Random(1);
        }
    }
}
