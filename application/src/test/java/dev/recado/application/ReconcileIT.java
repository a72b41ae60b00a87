package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.fault.WebhookFault;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Twilio took in and never brought is answered all the same.
class ReconcileIT {
    private static final String OPS_TOKEN = "a-token-for-operators";
    private BotUnderTest bot;

    @BeforeEach
    void start() {
        bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", OPS_TOKEN));
    }

    @AfterEach
    void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    private HttpResponse<String> reconcile(String query) {
        return bot.send(HttpRequest.newBuilder(bot.url("/api/v1/reconcile" + query))
                .header("Authorization", "Bearer " + OPS_TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private void loses(String user, TwilioInboundWebhook webhook) {
        bot.twilio.faults().nextWebhooksOf(user, 1, WebhookFault.LOST);
        assertThat(bot.twilio.deliver(webhook).accepted()).isFalse();
    }

    @Test
    void aLostWebhookIsMadeUpForOnDemandAndAnsweredOnce() {
        String user = bot.newUser();
        assertThat(bot.say(user, "horario")).contains("9");
        TwilioInboundWebhook lost = bot.text(user, "precio de una limpieza");
        loses(user, lost);
        String photo = lost.messageSid().replace("SM", "MM");
        loses(
                user,
                bot.twilio
                        .webhooks()
                        .from(user)
                        .withSid(photo)
                        .image(URI.create(bot.twilio.baseUrl() + "/2010/Media/ME1"), "image/jpeg", ""));
        bot.staysQuiet(user, 1);

        HttpResponse<String> first = reconcile("?since=2h");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(Document.parse(first.body()))
                .containsEntry("listed", 3)
                .containsEntry("taken_in", 2)
                .containsEntry("known", 1)
                .doesNotContainKey("incomplete");
        bot.awaitInbound(lost.messageSid(), "answered");
        assertThat(bot.awaitInbound(photo, "answered").get("said", Document.class))
                .containsEntry("kind", "image");
        int answers = bot.byRest(user).size();
        assertThat(Document.parse(reconcile("").body())).containsEntry("taken_in", 0);
        assertThat(bot.twilio.deliverAgain(lost.messageSid()).orElseThrow().status())
                .isEqualTo(200);
        bot.staysQuiet(user, answers);

        assertThat(bot.byRest(user)).extracting(StandInMessage::body).doesNotHaveDuplicates();
        assertThat(bot.log.with("[DUP]")).hasSize(1);
        bot.awaitLine("[RECONCILE]", "taken_in=2", "complete=true");
    }

    @Test
    void whatCameWhileItWasDownIsAnsweredByTheNextStart() {
        String user = bot.newUser();
        bot.say(user, "horario");
        bot.awaitLine("[TURN]", "closing=answer");
        bot.stop();
        TwilioInboundWebhook missed = bot.text(user, "precio de una limpieza");
        assertThat(bot.twilio.deliver(missed).accepted()).isFalse();

        bot.startAgain();

        bot.awaitInbound(missed.messageSid(), "answered");
        bot.staysQuiet(user, 2);
    }

    @Test
    void aFirstStartAsksNothing() {
        bot.say(bot.newUser(), "horario");

        assertThat(bot.twilio.requestCount(HttpTrace.Kind.LIST)).isZero();
    }

    @Test
    void aTwilioThatFailsIsToldToTheOperator() {
        bot.twilio.faults().nextListings(1, new Fault.FailBefore(500));
        HttpResponse<String> failed = reconcile("");

        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.body()).contains("Twilio's messages could not be listed");
        bot.awaitLine("[RECONCILE] FAILED", "could not be listed");
        assertThat(reconcile("?since=tomorrow").statusCode()).isEqualTo(400);
        assertThat(reconcile("").statusCode()).isEqualTo(200);
    }

    @Test
    void webhooksDeliveredTwiceOrLateAreAnsweredOnceEach() {
        String user = bot.newUser();
        bot.twilio.faults().nextWebhooksOf(user, 1, WebhookFault.TWICE);
        bot.deliver(bot.text(user, "horario"));
        bot.awaitByRest(user, 1);
        bot.staysQuiet(user, 1);

        bot.twilio.faults().nextWebhooksOf(user, 1, WebhookFault.OVERTAKEN);
        TwilioInboundWebhook late = bot.text(user, "precio de una limpieza");
        bot.twilio.deliver(late);
        TwilioInboundWebhook early = bot.text(user, "dónde están");
        bot.deliver(early);
        for (String sid : List.of(late.messageSid(), early.messageSid())) {
            bot.awaitInbound(sid, "answered");
        }
        await().atMost(BotUnderTest.SOON).until(() -> bot.twilio.faults().pending() == 0);
        assertThat(bot.byRest(user)).hasSizeBetween(2, 3);
        bot.staysQuiet(user, bot.byRest(user).size());
    }
}
