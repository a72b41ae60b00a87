package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.message.StandInMessage;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the business says unasked, and what it is told, over the running application.
class NotificationsIT {
    private static final String OPS_TOKEN = "a-token-of-operators";
    private static final String OF_THE_EVENT = "HX0123456789abcdef0123456789abcdef";
    private static final String ALONG = "HXfedcba9876543210fedcba9876543210";
    private static final String BODY = "Su cita es mañana a las 10:00.";

    private static HttpResponse<String> notify(BotUnderTest bot, String user, String key) {
        String body =
                "{\"to\":\"%s\",\"event\":\"REMINDER\",\"subject\":\"Cita\",\"body\":\"%s\"}".formatted(user, BODY);
        return bot.send(HttpRequest.newBuilder(bot.url("/api/v1/notifications"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + OPS_TOKEN)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private static String told(BotUnderTest bot, String body) {
        HttpResponse<String> taken = bot.send(HttpRequest.newBuilder(bot.url("/api/v1/notifications"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + OPS_TOKEN)
                .POST(BodyPublishers.ofString(body)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        return taken.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    private static void awaitStatus(BotUnderTest bot, String id, String... any) {
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(
                                bot.operator("/api/v1/notifications/" + id).body())
                        .containsAnyOf(any));
    }

    @Test
    void aNotificationReachesTheUserOnceAndTheirReplyIsAnswered() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", OPS_TOKEN))) {
            String user = bot.newUser();
            HttpResponse<String> stranger = notify(bot, user, "first");
            assertThat(stranger.statusCode()).isEqualTo(202);
            String refused = stranger.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            awaitStatus(bot, refused, "\"refused\"");
            assertThat(bot.byRest(user)).isEmpty();

            bot.say(user, "hola");
            HttpResponse<String> taken = notify(bot, user, "second");
            assertThat(taken.statusCode()).isEqualTo(202);
            String id = taken.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            awaitStatus(bot, id, "\"sent\"", "\"delivered\"", "\"read\"");
            assertThat(bot.byRest(user)).extracting(StandInMessage::body).containsOnlyOnce(BODY);
            assertThat(Objects.requireNonNull(bot.store().session(BotUnderTest.waId(user)))
                            .get("last_notice", Document.class))
                    .containsEntry("event", "REMINDER")
                    .containsEntry("subject", "Cita")
                    .containsEntry("body", BODY);

            assertThat(notify(bot, user, "second").statusCode()).isEqualTo(200);
            bot.say(user, "gracias");
            bot.staysQuiet(user, 3);
            await().atMost(BotUnderTest.SOON)
                    .untilAsserted(() -> assertThat(bot.operator("/api/v1/events?type=notification_sent")
                                    .body())
                            .contains(id));
            assertThat(bot.operator("/api/v1/events?type=message_received&limit=10")
                            .body())
                    .contains("\"message_received\"")
                    .doesNotContain("gracias");
            bot.awaitLine("[NOTIFY] SENT", id);
            bot.keptThingsToItself();
        }
    }

    @Test
    void outsideTheWindowATemplateGoesTheOneThatComesAlongOrTheOneOfTheEvent(@TempDir Path folder) throws Exception {
        Path templates = Files.writeString(folder.resolve("templates.yaml"), """
                notifications:
                  REMINDER:
                    es: {variables: [subject, text], twilio: {content_sid: %s}, text: "{{1}}: {{2}}"}
                """.formatted(OF_THE_EVENT));
        try (BotUnderTest bot = BotUnderTest.start(
                Map.of("RECADO_TEMPLATES_FILE", templates.toString(), "RECADO_OPS_TOKEN", OPS_TOKEN))) {
            String user = bot.newUser();
            String digits = BotUnderTest.waId(user);
            awaitStatus(
                    bot,
                    told(
                            bot,
                            "{\"to\":\"+%s\",\"event\":\"REMINDER\",\"subject\":\"Cita\",\"body\":\"%s\"}"
                                    .formatted(digits, BODY)),
                    "\"sent\"",
                    "\"delivered\"",
                    "\"read\"");
            awaitStatus(bot, told(bot, """
                            {"to":"+%s","event":"OTHER","body":"%s",
                             "template":{"name":"%s","language":"es","variables":["Ana"]}}""".formatted(digits, BODY, ALONG)), "\"sent\"", "\"delivered\"", "\"read\"");

            assertThat(bot.byRest(user))
                    .extracting(message -> message.content().kind())
                    .containsOnly("template");
            assertThat(bot.byRest(user))
                    .extracting(message -> message.content().detail("template"))
                    .containsExactly(OF_THE_EVENT, ALONG);
            assertThat(Objects.requireNonNull(bot.store().session(digits)).get("last_notice", Document.class))
                    .containsEntry("event", "OTHER")
                    .containsEntry("body", BODY);
        }
    }

    @Test
    void whatWasToldBeforeAStopIsThereAfterIt() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", OPS_TOKEN))) {
            String user = bot.newUser();
            bot.say(user, "hola");
            bot.stop();
            bot.startAgain();
            await().atMost(BotUnderTest.SOON)
                    .untilAsserted(
                            () -> assertThat(bot.operator("/api/v1/events").body())
                                    .containsOnlyOnce("\"type\":\"message_received\"")
                                    .containsOnlyOnce("\"type\":\"message_sent\""));
        }
    }
}
