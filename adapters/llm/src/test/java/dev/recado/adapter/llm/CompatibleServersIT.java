package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.ScriptedServer.completes;
import static dev.recado.adapter.llm.ScriptedServer.says;
import static dev.recado.adapter.llm.ScriptedServer.status;
import static dev.recado.adapter.llm.TestGenerators.NOW;
import static dev.recado.adapter.llm.TestGenerators.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.KnownFacts;
import dev.recado.domain.answer.ResponseGenerator.ModelOptions;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that are only nearly compatible with OpenAI's API.
@Timeout(30)
class CompatibleServersIT {

    private final TestGenerators generators = new TestGenerators();

    private static ScriptedServer.Reply refuses(int status, String message) {
        return status(status, "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\"}}".formatted(message));
    }

    private static Prompt withTools() {
        return withTools(NOW);
    }

    private static Prompt withTools(Instant now) {
        return new Prompt(
                List.of(),
                "¿Abren hoy?",
                List.of(),
                Language.SPANISH,
                new KnownFacts("Ana", Map.of(), null, List.of()),
                new ModelOptions(true, question -> List.of(), null, ""),
                now.plusSeconds(60));
    }

    private String answered(ScriptedServer server, Prompt prompt) {
        Generation generation = generators.at(server.baseUrl()).generate(prompt);
        assertThat(generation).isInstanceOf(Generation.Answer.class);
        return ((Generation.Answer) generation).text();
    }

    private String failed(ScriptedServer server) {
        Generation generation = generators.at(server.baseUrl()).generate(prompt());
        assertThat(generation).isInstanceOf(Generation.Failed.class);
        return ((Generation.Failed) generation).reason();
    }

    @Test
    void aTemporaryFailureIsRetriedUnchanged() {
        try (var server = new ScriptedServer(
                refuses(500, "Internal system error: the tool service is temporarily unavailable"), says("Sí."))) {
            assertThat(answered(server, withTools())).isEqualTo("Sí.");
            assertThat(server.body(1)).isEqualTo(server.body(0));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | registry.ollama.ai/library/gemma3:4b does not support tools",
                "400 | \\\"auto\\\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set",
                "404 | No endpoints found that support tool use.",
                "400 | deepseek-reasoner does not support Function Calling",
                "400 | Function calling is not enabled for this model",
                "422 | tools: Extra inputs are not permitted",
                "400 | Unrecognized request arguments supplied: tool_choice, tools",
                "400 | Invalid JSON payload received. Unknown name \\\"tools\\\": Cannot find field.",
                "400 | [{'type': 'extra_forbidden', 'loc': ('body', 'tools'), 'msg': 'Extra inputs are not permitted'}]",
                "500 | tools param requires --jinja flag"
            })
    void aServerThatRefusesToolsIsCalledAgainWithoutThem(int status, String message) {
        try (var server = new ScriptedServer(refuses(status, message), says("Sí."))) {
            assertThat(answered(server, withTools())).isEqualTo("Sí.");
            assertThat(server.body(0).has("tools")).isTrue();
            assertThat(server.body(1).has("tools")).isFalse();
            assertThat(server.body(1).has("tool_choice")).isFalse();
            assertThat(server.calls()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.",
                "400 | Invalid value for 'messages[2].tool_calls[0].function.arguments': unsupported escape sequence.",
                "400 | Please ensure that function call turn comes immediately after a user turn.",
                "400 | Function call is missing a thought_signature in functionCall parts.",
                "400 | messages.1.content.0: unexpected `tool_use_id` found in `tool_result` blocks",
                "400 | Unknown tool: get_weather",
                "400 | The content of this message is invalid",
                "404 | The model `tools-large` does not exist",
                "500 | max_tokens worker failed",
                "501 | stream failed: tool service unavailable"
            })
    void anErrorOfOneCallDoesNotChangeTheNextRequest(int status, String message) {
        try (var server = new ScriptedServer(refuses(status, message), says("Sí."))) {
            FallbackResponseGenerator generator = generators.at(server.baseUrl());
            generator.generate(withTools());
            generator.generate(withTools());
            assertThat(IntStream.range(0, server.calls()))
                    .allSatisfy(i -> assertThat(server.body(i)).isEqualTo(server.body(0)));
        }
    }

    /// Groq's error for a malformed tool call.
    private static ScriptedServer.Reply failedToolUse() {
        return status(400, """
                {"error":{"message":"Failed to call a function. Please adjust your prompt. See 'failed_generation' for\
                 more details.","type":"invalid_request_error","code":"tool_use_failed",\
                "failed_generation":"<function=search_documents{\\"query\\": \\"horario\\"}</function>"}}""");
    }

    @Test
    void afterAMalformedToolCallTheRequestIsRepeatedOnceWithoutTools() {
        try (var server = new ScriptedServer(failedToolUse(), says("Sí."))) {
            FallbackResponseGenerator generator = generators.at(server.baseUrl());

            assertThat(generator.generate(withTools()))
                    .isInstanceOfSatisfying(
                            Generation.Answer.class,
                            answer -> assertThat(answer.text()).isEqualTo("Sí."));
            assertThat(server.calls()).isEqualTo(2);
            assertThat(server.body(0).has("tools")).isTrue();
            assertThat(server.body(1).has("tools")).isFalse();
            assertThat(server.body(1).has("tool_choice")).isFalse();
            generator.generate(withTools());
            assertThat(server.body(2)).as("the error was about one answer").isEqualTo(server.body(0));
        }
    }

    @Test
    void aRefusalIsRememberedAndAMalformedToolCallIsNot() {
        try (var server = new ScriptedServer(
                refuses(400, "Unsupported parameter: 'max_tokens' is not supported with this model."),
                failedToolUse(),
                says("Sí."))) {
            FallbackResponseGenerator generator = generators.at(server.baseUrl());
            generator.generate(withTools());
            generator.generate(withTools());
            assertThat(server.body(2).has("tools")).isFalse();
            assertThat(server.body(3)).isEqualTo(server.body(1));
            assertThat(server.body(3).has("tools")).isTrue();
            assertThat(server.body(3).has("max_tokens")).isFalse();
        }
    }

    @Test
    void aMalformedToolCallAfterASearchIsAnsweredFromItsResults() {
        try (var server = new ScriptedServer(completes("""
                        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                         "function":{"name":"search_documents","arguments":"{\\"query\\":\\"horario\\"}"}}]}""", "tool_calls"), failedToolUse(), says("Sí."))) {
            assertThat(answered(server, withTools())).isEqualTo("Sí.");
            JsonNode messages = server.body(2).path("messages");
            assertThat(StreamSupport.stream(messages.spliterator(), false)
                            .map(each -> each.path("role").asText()))
                    .containsExactly("system", "user", "user");
            assertThat(messages.toString()).doesNotContain("tool_call");
        }
    }

    @Test
    void repeatedToolFailuresEndTheRetries() {
        try (var server = new ScriptedServer(failedToolUse())) {
            Generation generation = generators.at(server.baseUrl()).generate(withTools());

            assertThat(generation).isInstanceOf(Generation.Failed.class);
            assertThat(server.calls()).isEqualTo(4);
        }
    }

    @Test
    void aRefusedPartIsSentAgainAfterAnHour() {
        try (var server = new ScriptedServer(
                refuses(400, "this model does not support tools"), says("Sí."), says("Sí."), says("Sí."))) {
            FallbackResponseGenerator generator = generators.at(server.baseUrl());
            generator.generate(withTools());
            generator.generate(withTools());
            generators.passes(Duration.ofHours(1));
            generator.generate(withTools(generators.clock.instant()));
            assertThat(server.body(2).has("tools")).isFalse();
            assertThat(server.body(3).has("tools")).isTrue();
        }
    }

    @Test
    void anAdjustmentThatDidNotHelpIsNotRemembered() {
        try (var server = new ScriptedServer(
                refuses(400, "this model does not support tools"), refuses(400, "something else"), says("Sí."))) {
            FallbackResponseGenerator generator = generators.at(server.baseUrl());
            generator.generate(withTools());
            generator.generate(withTools());
            assertThat(server.body(2).has("tools")).isTrue();
        }
    }

    @Test
    void anAdjustmentIsRememberedForTheNextTurn() {
        try (var server = new ScriptedServer(
                refuses(400, "this model does not support tools"),
                refuses(
                        400,
                        "Unsupported parameter: 'max_tokens' is not supported with this model."
                                + " Use 'max_completion_tokens' instead."),
                says("Sí."))) {
            FallbackResponseGenerator generator = generators.at(server.baseUrl());
            generator.generate(withTools());
            generator.generate(withTools());
            assertThat(server.calls()).isEqualTo(4);
            JsonNode last = server.body(3);
            assertThat(last.has("tools")).isFalse();
            assertThat(last.has("max_tokens")).isFalse();
            assertThat(last.path("max_completion_tokens").asInt()).isEqualTo(1024);
        }
    }

    @Test
    void aServerThatRefusesBothNamesOfTheTokenLimitIsCalledWithoutOne() {
        try (var server = new ScriptedServer(
                refuses(400, "Unsupported parameter: 'max_tokens'"),
                refuses(400, "Unknown field: max_completion_tokens"),
                says("Sí."))) {
            assertThat(answered(server, prompt())).isEqualTo("Sí.");
            assertThat(server.body(2).has("max_tokens")).isFalse();
            assertThat(server.body(2).has("max_completion_tokens")).isFalse();
        }
    }

    @Test
    void aModelWithoutSystemRoleGetsItsInstructionsInTheFirstMessage() {
        try (var server = new ScriptedServer(refuses(400, "System role not supported"), says("Sí."))) {
            assertThat(answered(server, prompt())).isEqualTo("Sí.");
            JsonNode messages = server.body(1).path("messages");
            assertThat(StreamSupport.stream(messages.spliterator(), false)
                            .map(each -> each.path("role").asText()))
                    .containsExactly("user");
            assertThat(messages.toString()).contains("You are Recado.", "¿Abren hoy?");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages[1].content must be a string",
                "Failed to deserialize the JSON body into the target type: messages[1]: invalid type: sequence, expected a string",
                "messages.1.content: Input should be a valid string"
            })
    void aServerThatTakesOnlyOneTextGetsOne(String message) {
        try (var server = new ScriptedServer(refuses(422, message), says("Sí."))) {
            assertThat(answered(server, withTools())).isEqualTo("Sí.");
            assertThat(server.body(0).path("messages").path(1).path("content").isArray())
                    .isTrue();
            assertThat(server.body(1).path("messages").path(1).path("content").asText())
                    .contains("<name>", "¿Abren hoy?");
        }
    }

    @Test
    void aPermanentRefusalEndsAfterAFewTries() {
        try (var server = new ScriptedServer(refuses(400, "this model does not support tools"))) {
            generators.at(server.baseUrl()).generate(withTools());
            assertThat(server.calls()).isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"A las \"},{\"type\":\"text\",\"text\":\"nueve.\"}]}",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
                        + "{\"type\":\"text\",\"text\":\"A las nueve.\"}]}",
                "{\"role\":\"assistant\",\"content\":[\"A las nueve.\"]}",
                "{\"role\":\"assistant\",\"content\":{\"type\":\"text\",\"text\":\"A las nueve.\"}}",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"A las nueve.\",\"annotations\":[]}}]}",
                "{\"content\":\"A las nueve.\",\"reasoning_content\":\"the user asks\",\"refusal\":\"\",\"tool_calls\":null}"
            })
    void contentInOtherFormatsIsRead(String message) {
        try (var server = new ScriptedServer(completes(message, "eos"))) {
            assertThat(answered(server, prompt())).isEqualTo("A las nueve.");
            assertThat(server.calls()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerInAnotherFormatIsRead() {
        try (var server = new ScriptedServer(status(200, """
                {"id":7,"created":1795000000000,"choices":[{"text":"A las nueve.","finish_reason":null}],"usage":null}"""))) {
            assertThat(answered(server, prompt())).isEqualTo("A las nueve.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"message\":{\"content\":\"Sí.\"}}]}",
                "{\"choices\":[{\"index\":null,\"message\":{\"role\":null,\"content\":\"Sí.\"},\"finish_reason\":null}],\"usage\":{}}",
                "data: {\"choices\":[{\"delta\":{\"content\":\"Sí.\"}}]}\n\ndata: [DONE]\n\n"
            })
    void anAnswerWithOnlyItsTextIsRead(String body) {
        try (var server = new ScriptedServer(status(200, body))) {
            assertThat(answered(server, prompt())).isEqualTo("Sí.");
            assertThat(server.calls()).isEqualTo(1);
        }
    }

    @Test
    void anInvisibleAnswerIsRetried() {
        try (var server = new ScriptedServer(says("\u200b\u200d\ufeff \u2060"), says("Sí."))) {
            assertThat(answered(server, prompt())).isEqualTo("Sí.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void reasoningWithoutAnAnswerIsRetriedWithMoreTokens(String content) {
        String message =
                "{\"role\":\"assistant\",\"content\":%s,\"reasoning_content\":\"the user asks\"}".formatted(content);
        for (String reason : List.of("length", "stop")) {
            try (var server = new ScriptedServer(completes(message, reason), says("Sí."))) {
                assertThat(answered(server, prompt())).isEqualTo("Sí.");
                assertThat(server.body(1).path("max_tokens").asInt()).isGreaterThan(1024);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"m\",\"code\":401}} | 401",
                "{\"error\":{\"message\":\"m\",\"code\":402}} | 402",
                "{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\"}} | 402",
                "{\"error\":{\"message\":\"No auth credentials found\"}} | 401",
                "{\"object\":\"error\",\"message\":\"Insufficient Balance\"} | 402",
                "{\"base_resp\":{\"status_code\":1008,\"status_msg\":\"insufficient balance\"}} | 402",
                "{\"choices\":[{\"error\":{\"code\":404,\"message\":\"no model\"},\"finish_reason\":\"error\"}]} | 500"
            })
    void anErrorWithStatus200CountsByItsOwnCode(String body, String code) {
        try (var server = new ScriptedServer(status(200, body))) {
            assertThat(failed(server)).startsWith(code);
        }
    }

    @Test
    void aTransientErrorWithStatus200IsRetried() {
        try (var server = new ScriptedServer(
                status(200, "{\"error\":{\"message\":\"m\",\"code\":429}}"),
                status(200, "{\"error\":\"busy\"}"),
                says("Sí."))) {
            assertThat(answered(server, prompt())).isEqualTo("Sí.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | This model's maximum context length is 4096 tokens. However, you requested 5000 tokens",
                "400 | the request exceeds the available context size. try increasing the context size",
                "400 | The decoder prompt (length 5000) is longer than the maximum model length of 4096.",
                "500 | the request exceeds the available context size, and context shift is disabled",
                "500 | context shift is disabled",
                "413 | Request too large for model x on tokens per minute (TPM): Limit 6000, Requested 8000"
            })
    void aPromptThatIsTooLongIsShortenedAndRetried(int status, String message) {
        try (var server = new ScriptedServer(refuses(status, message), says("Sí."))) {
            assertThat(answered(server, prompt())).isEqualTo("Sí.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tokens is too large: 1024. This model supports at most 512 completion tokens",
                "`max_tokens` must be less than or equal to `512`",
                "Invalid 'max_tokens': must not exceed 512"
            })
    void aTokenLimitAboveTheModelsMaximumIsLeftOut(String message) {
        try (var server = new ScriptedServer(refuses(400, message), refuses(400, message), says("Sí."))) {
            assertThat(answered(server, prompt())).isEqualTo("Sí.");
            JsonNode last = server.body(2);
            assertThat(last.has("max_tokens") || last.has("max_completion_tokens"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "402 | Insufficient Balance",
                "402 | This request requires more credits, or fewer max_tokens.",
                "403 | Your team has either used all available credits or reached its monthly spending limit.",
                "400 | Incorrect API key provided: xa***. You can obtain an API key from https://console.example.com.",
                "400 | Your credit balance is too low to access the API.",
                "401 | Authentication Fails (no such user)",
                "404 | The model `gpt-9` does not exist or you do not have access to it.",
                "404 | model 'llama9' not found, try pulling it first",
                "404 | models/gemini-9 is not found for API version v1beta, or is not supported",
                "404 | model: claude-9",
                "429 | You exceeded your current quota, please check your plan and billing details."
            })
    void exhaustedBillingOrAnInvalidKeyRaisesTheAlarm(int status, String message) {
        try (var server = new ScriptedServer(refuses(status, message))) {
            FallbackResponseGenerator generator = generators.at(server.baseUrl());
            generator.generate(prompt());
            assertThat(((Generation.Failed) generator.generate(prompt())).reason())
                    .endsWith("(not asked again yet)");
            assertThat(server.calls()).isEqualTo(1);
        }
    }

    @Test
    void aRateLimitThatMentionsBillingIsTransient() {
        try (var server = new ScriptedServer(
                refuses(
                        429,
                        "Rate limit reached. You can increase your rate limit by adding a payment method to your"
                                + " account at https://platform.example.com/account/billing."),
                says("Sí."))) {
            assertThat(answered(server, prompt())).isEqualTo("Sí.");
        }
    }
}
