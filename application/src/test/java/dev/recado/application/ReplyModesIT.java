package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.core.WebhookDelivery;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelScript;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the webhook's own response says to the user.
class ReplyModesIT {

    @Nested
    class InTheResponse {
        private static BotUnderTest bot;

        @BeforeAll
        static void start() {
            bot = BotUnderTest.start(Map.of(
                    "RECADO_REPLY_MODE", "twiml",
                    "RECADO_TWIML_BUDGET", "1500ms",
                    "RECADO_HOST", "0.0.0.0",
                    "OPENAI_BASE_URL", "MODEL",
                    "OPENAI_API_KEY", "a-key-for-the-model"));
        }

        @AfterAll
        static void stop() {
            try (BotUnderTest closed = bot) {
                closed.keptThingsToItself();
            }
        }

        @Test
        void anAnswerInTimeIsInTheResponseAndNowhereElse() {
            String user = bot.newUser();
            bot.model.next(1, new ModelScript.Canned("Dos **y** dos < cinco & más"));
            TwilioInboundWebhook webhook = bot.text(user, "¿Cuántas son dos y dos, más o menos?");

            WebhookDelivery delivery = bot.deliver(webhook);

            assertThat(delivery.replies())
                    .extracting(StandInMessage::body)
                    .containsExactly("Dos *y* dos < cinco & más");
            bot.awaitInbound(webhook.messageSid(), "answered");
            bot.awaitPart(webhook.messageSid(), "sent");
            assertThat(bot.byRest(user)).isEmpty();
            String callback = "/webhooks/twilio/status?part=twilio%3A" + webhook.messageSid() + "%2F0";
            assertThat(Objects.requireNonNull(delivery.trace().response()).body())
                    .contains("action=\"" + BotUnderTest.PUBLIC_URL + callback + "\"");
            assertThat(bot.postSigned(callback, "MessageSid=SMbyTwiml&MessageStatus=delivered")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(bot.awaitPart(webhook.messageSid(), "delivered"))
                    .containsEntry("external_message_id", "SMbyTwiml");
            bot.staysQuiet(user, 1);
        }

        @Test
        void anAnswerThatIsLateFollowsTheAcknowledgementByRest() {
            String user = bot.newUser();
            bot.model.next(1, new ModelScript.Slow(Duration.ofSeconds(3), new ModelScript.Canned("Ya lo sé.")));

            WebhookDelivery delivery = bot.deliver(bot.text(user, "¿Me lo busca usted con calma?"));

            assertThat(delivery.replies())
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.body()).startsWith("Un momento"));
            assertThat(bot.awaitByRest(user, 1))
                    .extracting(StandInMessage::body)
                    .containsExactly("Ya lo sé.");
            bot.staysQuiet(user, 2);
        }

        @Test
        void withoutATokenThereAreNoOperatorsRoutes() {
            assertThat(bot.get("/api/v1/diag").statusCode()).isEqualTo(404);
            assertThat(bot.get("/api/v1/test").statusCode()).isEqualTo(404);
        }
    }

    @Nested
    class Acknowledging {
        private static BotUnderTest bot;

        @BeforeAll
        static void start() {
            bot = BotUnderTest.start(Map.of("RECADO_ACK", "text"));
        }

        @AfterAll
        static void stop() {
            try (BotUnderTest closed = bot) {
                closed.keptThingsToItself();
            }
        }

        private static String acknowledged(TwilioInboundWebhook webhook) {
            return bot.deliver(webhook).replies().stream()
                    .map(StandInMessage::body)
                    .reduce("", String::concat);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "¿A qué hora abren los sábados?        | Un momento, | nota de voz   | imagen | documento",
                    "What time do you open on Saturdays?   | One moment, | voice note    | picture | document",
                    "À quelle heure ouvrez-vous le samedi ? | Un instant, | message vocal | image | document",
                    "Que horas vocês abrem aos sábados?    | Um momento, | áudio;voz     | imagem | documento",
                })
        void oneMomentIsSaidInTheUsersLanguageByKindOfMessage(
                String question, String moment, String voice, String picture, String document) {
            String user = bot.newUser();
            URI file = URI.create("https://api.twilio.com/media/ME1");

            assertThat(acknowledged(bot.text(user, question))).startsWith(moment);
            assertThat(acknowledged(bot.twilio.webhooks().from(user).voiceNote(file)))
                    .containsAnyOf(voice.split(";", -1));
            assertThat(acknowledged(bot.twilio.webhooks().from(user).image(file, "image/jpeg", "")))
                    .contains(picture);
            assertThat(acknowledged(bot.twilio.webhooks().from(user).document(file, "application/pdf", "")))
                    .contains(document);
        }

        @Test
        void onLoopbackARealProviderWantsATokenToo() {
            HttpResponse<String> refused = bot.get("/api/v1/diag");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("set RECADO_OPS_TOKEN");
            assertThat(bot.get("/health").body()).contains("RECADO_OPS_TOKEN is not set");
            assertThat(bot.log.with("[START]", "RECADO_OPS_TOKEN is not set")).hasSize(1);
        }

        @Test
        void aReactionIsNotAcknowledgedInWords() {
            assertThat(acknowledged(bot.twilio.webhooks().from(bot.newUser()).reaction("👍", "SM1")))
                    .isEmpty();
        }
    }
}
