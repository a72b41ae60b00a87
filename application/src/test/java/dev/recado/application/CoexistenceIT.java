package dev.recado.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.domain.delivery.Pacing;
import dev.recado.domain.identity.Channel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A number that Recado shares with the WhatsApp phone app, on the embedded store.
class CoexistenceIT {
    private static final String NUMBER = "106540352242922";
    private static final MetaStandIn META = MetaStandIn.start(
            StandInOptions.of(InstantSource.system(), new Random(8)),
            new MetaAccount("token-of-the-tests", NUMBER, "app-secret-of-the-tests", "verify-me", "15550783881"));
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>(MetaAcceptanceIT.settings(META));
        settings.put("RECADO_SENDER_PER_SECOND", "80");
        settings.put("WHATSAPP_COEXISTENCE", "777001,777002");
        bot = BotUnderTest.start(settings);
        META.pointAt(bot.url("/webhooks/meta"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot;
                MetaStandIn alsoClosed = META) {
            assertThat(closed.log.with("ERROR")).isEmpty();
            assertThat(alsoClosed.sentTo("+15550107001")).hasSize(2);
        }
    }

    private static void personWrites(String wamid, String to, String text) {
        String body = """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"smb_message_echoes",
                 "value":{"messaging_product":"whatsapp",
                  "metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},
                  "message_echoes":[{"from":"15550783881","to":"%s","id":"%s","timestamp":"%d","type":"text",
                   "text":{"body":"%s"}}]}}]}]}""".formatted(NUMBER, to, wamid, Instant.now().getEpochSecond(), text);
        assertThat(bot.send(SignedMetaRequests.request(
                                bot.url("/webhooks/meta"),
                                body.getBytes(UTF_8),
                                META.account().appSecret()))
                        .statusCode())
                .isEqualTo(200);
    }

    private static Document settled(String wamid, String status) {
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().messages("_id", "meta:" + wamid))
                        .singleElement()
                        .satisfies(one -> assertThat(one).containsEntry("status", status)));
        return bot.store().messages("_id", "meta:" + wamid).getFirst();
    }

    @Test
    void aNumberThatIsNamedAsSharedIsPacedSoFromTheStart() {
        Pacing pacing = bot.context().getBean(Pacing.class);

        assertThat(pacing.perSecond(Channel.META, "777002")).isEqualTo(20);
        assertThat(pacing.perSecond(Channel.META, "777003")).isEqualTo(80);
    }

    @Test
    void theBotLeavesAUserToThePersonWhoAnswered() {
        String ana = "+15550107001";
        META.deliver(META.from(ana).text("hola"));
        await().atMost(BotUnderTest.SOON).until(() -> META.sentTo(ana).size() == 1);

        String own = META.sentTo(ana).getFirst().sid();
        personWrites(own, "15550107001", "lo que dijo Recado");
        settled(own, "noted");
        META.deliver(META.from(ana).text("¿precios?"));
        await().atMost(BotUnderTest.SOON).until(() -> META.sentTo(ana).size() == 2);

        personWrites("wamid.ECHO", "15550107001", "Hola, soy Marta. Te llamo yo ahora.");
        personWrites("wamid.ECHO", "15550107001", "Hola, soy Marta. Te llamo yo ahora.");
        assertThat(settled("wamid.ECHO", "noted"))
                .containsEntry("role", "agent")
                .containsEntry("content", "Hola, soy Marta. Te llamo yo ahora.");
        var thanks = META.from(ana).text("perfecto Marta, gracias");
        META.deliver(thanks);
        settled(thanks.messageSid(), "answered");

        assertThat(META.sentTo(ana)).hasSize(2);
        assertThat(bot.store().session("15550107001"))
                .containsEntry("status", "human")
                .containsKey("human_until");
    }
}
