package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What WhatsApp asks of whoever writes to its users, on a running Recado.
class DeliveryRulesIT {
    private static final String SID = "HX00000000000000000000000000000001";
    private static BotUnderTest bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path faq = Files.writeString(folder.resolve("faq.yaml"), """
                - id: menu
                  es:
                    questions: [menú]
                    answer: ¿Qué necesitas?
                    choices: [Horario de la tienda, Precios de todo]
                - id: prices
                  es:
                    questions: [precios de todo]
                    answer: Todo a 20 €
                """);
        Path templates = Files.writeString(folder.resolve("templates.yaml"), """
                window_closed:
                  es: {variables: [name, text], twilio: {content_sid: %s}, text: "Hola {{1}}: {{2}}"}
                """.formatted(SID));
        bot = BotUnderTest.start(Map.of(
                "RECADO_FAQ_FILE", faq.toString(),
                "RECADO_TEMPLATES_FILE", templates.toString(),
                "RECADO_USER_EVERY", "1s",
                "RECADO_USER_BURST", "3",
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
    void echo() {
        bot.model.reset();
    }

    @Test
    void aNumberTypedBackMeansTheChoice() {
        String user = bot.newUser();

        assertThat(bot.say(user, "menú")).isEqualTo("¿Qué necesitas?\n\n1. Horario de la tienda\n2. Precios de todo");
        assertThat(bot.say(user, "La segunda.")).isEqualTo("Todo a 20 €");
    }

    @Test
    void somebodyIsSeenTypingWhileTheModelThinks() {
        bot.model.answerWith(new ModelScript.Slow(Duration.ofSeconds(1), new ModelScript.Echo()));
        long before = bot.twilio.requestCount(HttpTrace.Kind.TYPING);
        bot.say(bot.newUser(), "¿Puedo llevar a mi perro?");

        assertThat(bot.twilio.requestCount(HttpTrace.Kind.TYPING)).isEqualTo(before + 1);
    }

    @Test
    void whatProvesToBeTooLateIsHeldATemplateGoesAndTheRestFollowsWhenTheUserWrites() {
        String user = bot.newUser();
        bot.twilio.faults().nextCreates(1, new Fault.Refuse(63016, "outside the allowed window"));
        TwilioInboundWebhook webhook = bot.text(user, "¿Puedo llevar a mi gato?");
        bot.deliver(webhook);
        bot.awaitInbound(webhook.messageSid(), "answered");

        assertThat(bot.store().partsOf(webhook.messageSid()))
                .extracting(part -> part.getString("status"), part -> part.getString("error_code"))
                .contains(tuple("held", "window_closed"));
        bot.awaitLine("[OUT] HELD", webhook.messageSid(), "code=63016");
        assertThat(bot.byRest(user)).hasSize(1);
        List<String> next = bot.say(user, "menú", 2);
        assertThat(next).hasSize(2);
        assertThat(next.getLast()).startsWith("¿Qué necesitas?");
        Document session = bot.store().session(BotUnderTest.waId(user));
        assertThat(session).containsKey("last_wrote_at").containsEntry("held", List.of());
    }

    @Test
    void aUserIsNotWrittenToFasterThanAllowedAndInOrder() {
        String user = bot.newUser();
        bot.model.next(1, new ModelScript.Canned("x".repeat(7_000)));
        TwilioInboundWebhook webhook = bot.text(user, "¿Me cuentas algo largo?");
        bot.deliver(webhook);
        bot.awaitInbound(webhook.messageSid(), "answered");

        List<StandInMessage> parts = bot.byRest(user);
        assertThat(parts).hasSizeGreaterThan(3);
        bot.awaitLine("[OUT] RETRY", webhook.messageSid(), "reason=pace");
        assertThat(bot.store().partsOf(webhook.messageSid()))
                .extracting(part -> part.getString("external_message_id"))
                .containsExactlyElementsOf(
                        parts.stream().map(StandInMessage::sid).toList());
    }
}
