package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.ModelScript;
import dev.recado.adapter.simulator.StandInMessage;
import dev.recado.adapter.simulator.TwilioWebhook;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a life ends, and what the next one takes up.
class StopIT {

    @Test
    void aRunningTurnFinishesAndWhatWaitsIsAnsweredByTheNextLife() throws Exception {
        try (Bot bot = Bot.start(Map.of(
                "RECADO_VALIDATE_SIGNATURES", "false",
                "RECADO_QUIET_TIME", "2s",
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model"))) {
            String early = bot.newUser();
            String late = bot.newUser();
            bot.model.next(
                    1, new ModelScript.Slow(Duration.ofMillis(1500), new ModelScript.Canned("Aún llegué a tiempo.")));
            bot.model.answerWith(new ModelScript.Canned("Ahora sí."));
            bot.deliver(bot.text(early, "¿Llega esta respuesta a tiempo?"));
            bot.model.awaitRequests(1, Bot.SOON);
            TwilioWebhook waiting = bot.text(late, "Este mensaje espera a la próxima vida");
            bot.deliver(waiting);

            bot.stop();

            assertThat(bot.byRest(early)).extracting(StandInMessage::body).containsExactly("Aún llegué a tiempo.");
            assertThat(bot.byRest(late)).isEmpty();
            assertThat(bot.twilio.deliver(bot.text(late, "hola")).accepted()).isFalse();

            bot.startAgain();

            assertThat(bot.awaitByRest(late, 1))
                    .extracting(StandInMessage::body)
                    .containsExactly("Ahora sí.");
            bot.awaitInbound(waiting.messageSid(), "answered");
            bot.staysQuiet(late, 1);
            bot.staysQuiet(early, 1);
            assertThat(bot.get("/health").body()).contains("RECADO_VALIDATE_SIGNATURES is false");
            assertThat(bot.post("/webhooks/twilio", waiting.body(), "application/x-www-form-urlencoded", "")
                            .statusCode())
                    .isEqualTo(200);
            bot.keptThingsToItself();
        }
    }
}
