package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// A wrong secret or number lets nothing in: that shows where an operator looks, and takes no webhook away.
class WrongSettingsIT {

    private static void tells(BotUnderTest bot, String status, String problem, String remedy) {
        Document health = Document.parse(bot.get("/health").body());
        Document providers = health.get("details", Document.class).get("providers", Document.class);
        assertThat(health).containsEntry("status", status);
        assertThat(providers).containsEntry("status", status);
        assertThat(providers.get("details", Document.class).getList("webhooks", Document.class))
                .singleElement()
                .satisfies(trouble -> assertThat(trouble).containsEntry("provider", "twilio"));
        assertThat(health.getList("warnings", String.class))
                .anySatisfy(warning -> assertThat(warning).contains("twilio", problem, remedy));
        assertThat(bot.log.with("[ALARM] NOTHING TAKEN", problem, remedy))
                .singleElement()
                .asString()
                .startsWith("WARN");
        assertThat(bot.get("/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenThatRefusesEveryWebhookIsNoticed() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("TWILIO_AUTH_TOKEN", "one-that-was-mistyped"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(bot.twilio.deliver(bot.text(bot.newUser(), "hola")).status())
                        .isEqualTo(403);
            }

            // anybody can send a wrong signature, and nobody may take the health down
            tells(bot, "UP", "refused", "TWILIO_AUTH_TOKEN");
            assertThat(bot.get("/prometheus").body()).contains("recado_signatures_refused_total{channel=\"twilio\"");
        }
    }

    @Test
    void aNumberThatNobodyWritesToIsNoticed() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("TWILIO_WHATSAPP_FROM", "whatsapp:+15559990001"))) {
            for (int i = 0; i < 5; i++) {
                bot.deliver(bot.text(bot.newUser(), "hola"));
            }

            tells(bot, "DOWN", "left alone", "TWILIO_WHATSAPP_FROM");
            assertThat(bot.get("/prometheus").body()).contains("recado_left_alone_total{channel=\"twilio\"");
        }
    }

    @Test
    void whileNobodyIsToldOfRequestsForAPersonThatIsSaid() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", "the-token-of-the-operators"))) {
            assertThat(bot.log.with("[START] nobody is told", "RECADO_EVENTS_URL"))
                    .hasSize(1);
            assertThat(Document.parse(bot.get("/health").body()).getList("warnings", String.class))
                    .anySatisfy(warning -> assertThat(warning).contains("nobody is told", "RECADO_EVENTS_URL"));

            String user = bot.newUser();
            bot.say(user, "quiero hablar con una persona");

            bot.awaitLine("WARN", "[HANDOFF] REQUESTED", bot.publicConversation(user), "GET /api/v1/handoffs");
            assertThat(bot.operator("/api/v1/handoffs").body())
                    .contains(
                            "\"phone\":\"+" + BotUnderTest.waId(user) + "\"",
                            "\"name\":\"Ana Pérez\"",
                            "\"text\":\"quiero hablar con una persona\"",
                            "\"status\":\"requested\"");
            bot.keptThingsToItself();
        }
    }
}
