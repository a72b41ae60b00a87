package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A running Recado that keeps what users send: what an operator gets of it.
class UsersFilesIT {
    private static final String OPS_TOKEN = "a-token-for-operators";
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", OPS_TOKEN, "RECADO_MEDIA_KEEP", "30d"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    private static HttpResponse<String> file(TwilioInboundWebhook webhook) {
        return bot.get(
                "/api/v1/messages/twilio:" + webhook.messageSid() + "/media/0", "Authorization", "Bearer " + OPS_TOKEN);
    }

    private static List<Path> kept() throws IOException {
        Path folder = Path.of(bot.settings().get("RECADO_DATA_DIR"), "media", "kept");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static TwilioInboundWebhook photo(String user, URI at) {
        return bot.twilio.webhooks().from(user).named("Ana Pérez").image(at, "image/jpeg", "horario");
    }

    @Test
    void temporaryFilesOfAnEarlierProcessAreDeleted() throws Exception {
        Path passing = Files.createDirectories(Path.of(bot.settings().get("RECADO_DATA_DIR"), "media", "passing"));
        Path left = Files.writeString(passing.resolve("left"), "half a photo");

        bot.stop();
        bot.startAgain();

        assertThat(left).doesNotExist();
    }

    @Test
    void aPhotoIsKeptBehindTheAcknowledgementAndShown() {
        TwilioInboundWebhook webhook = photo(
                bot.newUser(),
                bot.twilio
                        .baseUrl()
                        .resolve("/2010-04-01/Accounts/" + bot.twilio.account().sid()
                                + "/Messages/MM1/Media/ME00000000000000000000000000000002"));
        bot.deliver(webhook);
        bot.awaitLine("[MEDIA]", "twilio:" + webhook.messageSid(), "outcome", "ok");
        await().atMost(Duration.ofSeconds(20)).until(() -> kept().size() == 1);

        HttpResponse<String> answer = file(webhook);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; ");
    }

    @Test
    void anAddressInsideIsRefusedAndTheTurnGoesOn() {
        String user = bot.newUser();
        TwilioInboundWebhook webhook = photo(user, URI.create("http://10.1.2.3/secret.png"));
        bot.deliver(webhook);
        bot.awaitInbound(webhook.messageSid(), "answered");

        assertThat(file(webhook).statusCode()).isEqualTo(422);
        bot.awaitLine("[MEDIA]", "twilio:" + webhook.messageSid(), "outcome", "refused");
    }
}
