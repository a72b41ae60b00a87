package dev.recado.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.adapter.simulator.core.StandInOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// What neither provider signed is turned away in words, whatever it is and however it claims to be signed.
class ForgedPayloadsIT {
    private static final int TRIES = 1_000;

    @SuppressWarnings("NullAway.Init") // the container's start
    private static BotUnderTest bot;

    @SuppressWarnings("NullAway.Init")
    private static MetaStandIn meta;

    @BeforeContainer
    static void start() {
        meta = MetaStandIn.start(StandInOptions.of(InstantSource.system(), new Random(9)));
        bot = BotUnderTest.start(MetaAcceptanceIT.settings(meta));
    }

    @AfterContainer
    static void stop() {
        try (MetaStandIn _ = meta;
                BotUnderTest closed = bot) {
            assertThat(closed.store().count()).as("nothing of it is stored").isZero();
            assertThat(closed.log.with("ERROR")).isEmpty();
            assertThat(closed.log.with("Exception")).isEmpty();
        }
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aNotificationThatMetaDidNotSign(@ForAll Random chance) {
        List<String> names = SignedMetaRequests.names();
        String name = names.get(chance.nextInt(names.size()));
        forge(
                "/webhooks/meta",
                "X-Hub-Signature-256",
                new PayloadMutations(chance).ofJson(SignedMetaRequests.json(name)),
                chance);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void aFormThatTwilioDidNotSign(@ForAll Random chance) throws Exception {
        byte[] body = new PayloadMutations(chance).ofForm(TwilioFixturesIT.fixture("inbound/text-utf8"));
        forge("/webhooks/twilio", "X-Twilio-Signature", body, chance);
    }

    private static void forge(String path, String header, byte[] body, Random chance) {
        HttpRequest.Builder request = HttpRequest.newBuilder(bot.url(path))
                .header(
                        "Content-Type",
                        path.endsWith("meta") ? "application/json" : "application/x-www-form-urlencoded")
                .timeout(BotUnderTest.SOON)
                .POST(BodyPublishers.ofByteArray(body));
        String signature = signature(body, chance);
        if (!signature.isEmpty()) {
            request.header(header, signature);
        }

        var answer = bot.send(request);

        assertThat(answer.statusCode()).as("%s", new String(body, UTF_8)).isIn(400, 403);
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "dev.recado", "io.micronaut");
    }

    private static String signature(byte[] body, Random chance) {
        byte[] noise = new byte[chance.nextInt(1, 64)];
        chance.nextBytes(noise);
        String hex = HexFormat.of().formatHex(noise);
        return switch (chance.nextInt(6)) {
            case 0 -> "";
            case 1 -> "sha256=";
            case 2 -> "sha256=" + hex;
            case 3 -> hex;
            case 4 -> "sha256=" + "0".repeat(64);
            default -> SignedMetaRequests.signature(body, "another-secret-" + hex);
        };
    }
}
