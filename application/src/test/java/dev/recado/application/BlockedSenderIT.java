package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// A running Recado whose credentials Twilio refuses for a while.
class BlockedSenderIT {

    @Test
    void answersWaitUntilTheCredentialsAreMended() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of())) {
            String user = bot.newUser();
            bot.twilio.faults().nextCreatesTo(user, 2, new Fault.Refuse(20003, "Authenticate"));
            TwilioInboundWebhook webhook = bot.text(user, "horario");
            bot.deliver(webhook);

            bot.awaitLine("[ALARM] SENDER BLOCKED", "channel=twilio", "code=20003", "TWILIO_AUTH_TOKEN");
            Document health = Document.parse(bot.get("/health").body());
            Document providers = health.get("details", Document.class).get("providers", Document.class);
            assertThat(health).containsEntry("status", "DOWN");
            assertThat(providers).containsEntry("status", "DOWN");
            assertThat(providers.get("details", Document.class).getList("blocked", Document.class))
                    .singleElement()
                    .satisfies(blocked -> assertThat(blocked)
                            .containsEntry("provider", "twilio")
                            .containsEntry("reason", "Authenticate")
                            .containsKey("what_to_do"));
            assertThat(bot.get("/health/readiness").statusCode()).isEqualTo(200);

            assertThat(bot.awaitByRest(user, 1))
                    .extracting(StandInMessage::body)
                    .hasSize(1);
            bot.awaitInbound(webhook.messageSid(), "answered");
            bot.awaitLine("[ALARM] OVER", "code=20003");
            assertThat(Document.parse(bot.get("/health").body())).containsEntry("status", "UP");
        }
    }
}
