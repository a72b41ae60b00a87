package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A running Recado whose model fails: what an operator sees of it, and does about it.
class DeadLetterIT {
    private static final String OPS_TOKEN = "a-token-for-operators";
    private static final String LETTERS = "/api/v1/dead-letters";
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of(
                "RECADO_TURN_DEADLINE", "4s",
                "RECADO_OPS_TOKEN", OPS_TOKEN,
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

    private static Document ask(HttpRequest.Builder request, int status) {
        HttpResponse<String> answer = bot.send(request.header("Authorization", "Bearer " + OPS_TOKEN));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Document.parse(answer.body());
    }

    private static Document list() {
        return ask(HttpRequest.newBuilder(bot.url(LETTERS)).GET(), 200);
    }

    private static Document replay(String id, int status) {
        return ask(
                HttpRequest.newBuilder(bot.url(LETTERS + "/" + id + "/replay"))
                        .POST(HttpRequest.BodyPublishers.noBody()),
                status);
    }

    private static Document health() {
        return Document.parse(bot.get("/health").body())
                .get("details", Document.class)
                .get("dead_letters", Document.class)
                .get("details", Document.class);
    }

    @Test
    void aDeadLetterIsSeenReplayedAndAnsweredOnce() {
        String user = bot.newUser();
        assertThat(health()).containsEntry("count", 0);
        bot.model.answerWith(new ModelScript.Fail(503, null, "server_error"));
        TwilioInboundWebhook webhook = bot.text(user, "¿Me puede ayudar con una cosa?");
        bot.deliver(webhook);
        bot.awaitInbound(webhook.messageSid(), "dead");
        String id = "twilio:" + webhook.messageSid();

        assertThat(health()).containsEntry("count", 1).containsKey("oldest");
        assertThat(list().getList("dead_letters", Document.class))
                .singleElement()
                .satisfies(letter -> assertThat(letter)
                        .containsEntry("id", id)
                        .containsEntry("kind", "text")
                        .containsEntry("from", "…" + user.substring(user.length() - 4))
                        .containsEntry("attempts", 1)
                        .hasEntrySatisfying(
                                "reason",
                                reason -> assertThat((String) reason)
                                        .startsWith("model: ")
                                        .contains("503")));
        bot.awaitLine("[DEAD]", id, "attempts=1");
        assertThat(bot.get("/prometheus").body()).contains("recado_dead_total{cause=\"model\"}");

        bot.model.reset();
        assertThat(replay(id, 202)).containsEntry("replayed_as", id + "~1");
        assertThat(replay(id, 202)).containsEntry("replayed_as", id + "~1");
        bot.awaitByRest(user, 2);
        bot.awaitInbound(webhook.messageSid() + "~1", "answered");
        assertThat(replay(id, 202)).containsEntry("replayed_as", id + "~1");
        bot.staysQuiet(user, 2);

        assertThat(bot.byRest(user))
                .extracting(StandInMessage::body)
                .containsExactly(BuiltInText.APOLOGY.in(Language.SPANISH), "¿Me puede ayudar con una cosa?");
        bot.awaitInbound(webhook.messageSid(), "replayed");
        assertThat(list().getList("dead_letters", Document.class)).isEmpty();
        assertThat(health()).containsEntry("count", 0).doesNotContainKey("oldest");
        replay("twilio:SMnobody", 404);
    }
}
