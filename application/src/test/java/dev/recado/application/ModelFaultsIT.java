package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the model does, the user hears one closing message in time, and the business pays for a bounded number of
/// calls.
class ModelFaultsIT {
    private static BotUnderTest bot;

    @BeforeAll
    static void start(@TempDir Path nothing) {
        bot = BotUnderTest.start(Map.of(
                "RECADO_TURN_DEADLINE", "6s",
                "RECADO_KNOWLEDGE_DIR", nothing.toString(),
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model",
                "OPENAI_MODEL", "some-model"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    @BeforeEach
    void forget() {
        bot.model.reset();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("hangs", new ModelScript.Hang()),
                Arguments.of("drips for ten minutes", new ModelScript.Drip()),
                Arguments.of("429 without Retry-After", new ModelScript.Fail(429, null, "rate_limit_exceeded")),
                Arguments.of(
                        "429 with a long Retry-After",
                        new ModelScript.Fail(429, Duration.ofMinutes(10), "rate_limit_exceeded")),
                Arguments.of("500", new ModelScript.Fail(500, null, "server_error")),
                Arguments.of("blank", new ModelScript.Blank()),
                Arguments.of("no JSON", new ModelScript.Garbled()),
                Arguments.of("quota", new ModelScript.Fail(429, null, "insufficient_quota")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultEndsInOneClosingMessageInTime(String name, ModelScript fault) {
        bot.model.answerWith(fault);
        String user = bot.newUser();
        TwilioInboundWebhook webhook = bot.text(user, "¿me puede ayudar con una cosa?");
        bot.deliver(webhook);

        bot.awaitInbound(webhook.messageSid(), "dead");
        assertThat(bot.byRest(user)).extracting(StandInMessage::body).hasSize(1);
        assertThat(bot.model.requests()).hasSizeLessThanOrEqualTo(10);
        // what the turn took, as the log tells: below the deadline
        assertThat(Long.parseLong(bot.awaitLine("[TURN]", webhook.messageSid(), "closing=apology")
                        .replaceAll(".*total_ms=(\\d+).*", "$1")))
                .isLessThan(6_500);
        bot.staysQuiet(user, 1);
    }

    @Test
    void moneyIsNotAskedForTwice() {
        bot.model.answerWith(new ModelScript.Fail(429, null, "insufficient_quota"));
        String user = bot.newUser();
        TwilioInboundWebhook webhook = bot.text(user, "¿me puede ayudar con una cosa?");
        bot.deliver(webhook);

        bot.awaitInbound(webhook.messageSid(), "dead");
        assertThat(bot.model.requests()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aCallForAToolThatIsNoneEndsInAnAnswer() {
        bot.model.next(1, new ModelScript.ToolCall("format_disk", "{]"));
        bot.model.answerWith(new ModelScript.Canned("No puedo hacer eso."));

        assertThat(bot.say(bot.newUser(), "¿me puede ayudar con una cosa?")).isEqualTo("No puedo hacer eso.");
    }

    @Test
    void aFallbackAnswersWhenTheFirstFails() {
        try (BotUnderTest both = BotUnderTest.start(Map.of(
                "RECADO_LLM", "openai",
                "RECADO_LLM_FALLBACK", "anthropic",
                "RECADO_TURN_DEADLINE", "10s",
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model",
                "OPENAI_MODEL", "fail:500",
                "ANTHROPIC_BASE_URL", "ANTHROPIC",
                "ANTHROPIC_API_KEY", "another-key-for-the-model",
                "ANTHROPIC_MODEL", "echo"))) {
            assertThat(both.say(both.newUser(), "¿de qué color es el otoño?")).contains("¿de qué color es el otoño?");
        }
    }
}
