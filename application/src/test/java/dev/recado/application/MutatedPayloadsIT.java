package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.adapter.simulator.core.StandInOptions;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever is posted to the webhooks of a running Recado, it is taken or turned away in words: never a 5xx, never a
/// stack trace.
class MutatedPayloadsIT {
    private static final int TRIES = 10_000;
    private static final Set<Integer> IN_WORDS = Set.of(200, 204, 400, 403, 413);
    private static final List<String> FORMS = List.of(
            "inbound/audio-ogg-foreign-host",
            "inbound/image-with-caption",
            "inbound/location-address-label",
            "inbound/quick-reply-button-with-bsuid",
            "inbound/text-channel-metadata",
            "inbound/text-utf8",
            "inbound/media-internal-host-ssrf",
            "status/undelivered-30008",
            "status/sent-whatsapp",
            "status/delivered-empty-error");

    private static final List<String> NOTIFICATIONS = SignedMetaRequests.names();

    @SuppressWarnings("NullAway.Init") // the container's start
    private static BotUnderTest bot;

    @SuppressWarnings("NullAway.Init")
    private static MetaStandIn meta;

    private static final Map<Integer, Integer> ANSWERS = new TreeMap<>();

    @BeforeContainer
    static void start() {
        meta = MetaStandIn.start(StandInOptions.of(InstantSource.system(), new Random(9)));
        Map<String, String> settings = new HashMap<>(MetaAcceptanceIT.settings(meta));
        settings.put("RECADO_VALIDATE_SIGNATURES", "false");
        bot = BotUnderTest.start(settings);
    }

    @AfterContainer
    static void stop() {
        try (MetaStandIn _ = meta;
                BotUnderTest closed = bot) {
            assertThat(closed.log.with("ERROR"))
                    .as("errors, save those of answers to addresses that are none, and from numbers that are none")
                    .allSatisfy(line ->
                            assertThat(line).containsAnyOf("[OUT] FAILED", "code=63007", "reason=delivery: 131009"));
            assertThat(closed.log.with("Exception")).isEmpty();
            assertThat(ANSWERS)
                    .as("most of it is taken: the rest of the way was tried, too")
                    .hasEntrySatisfying(200, taken -> assertThat(taken).isGreaterThan(TRIES));
        }
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aFormOfTwilios(@ForAll Random chance) throws IOException {
        String name = FORMS.get(chance.nextInt(FORMS.size()));
        String path = name.startsWith("status") ? "/webhooks/twilio/status" : "/webhooks/twilio";
        post(
                path,
                "application/x-www-form-urlencoded",
                new PayloadMutations(chance).ofForm(TwilioFixturesIT.fixture(name)));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aNotificationOfMetas(@ForAll Random chance) {
        String name = NOTIFICATIONS.get(chance.nextInt(NOTIFICATIONS.size()));
        post("/webhooks/meta", "application/json", new PayloadMutations(chance).ofJson(SignedMetaRequests.json(name)));
    }

    private static void post(String path, String type, byte[] body) {
        HttpResponse<String> answer = bot.send(HttpRequest.newBuilder(bot.url(path))
                .header("Content-Type", type)
                .timeout(BotUnderTest.SOON)
                .POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode())
                .as("%s", new String(body, StandardCharsets.UTF_8))
                .isIn(IN_WORDS);
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "dev.recado", "io.micronaut");
        ANSWERS.merge(answer.statusCode(), 1, Integer::sum);
    }
}
