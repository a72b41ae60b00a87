package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People of the business are told of a request, once on each way, whatever happens meanwhile.
class StaffAreToldIT {
    private static final String MARTA = "whatsapp:+15557770001";

    private final int port = freePort();
    private final GreenMail mails = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        mails.stop();
    }

    private BotUnderTest bot() {
        return BotUnderTest.start(Map.of(
                "RECADO_STAFF_WHATSAPP",
                MARTA.substring("whatsapp:".length()),
                "RECADO_STAFF_EMAIL",
                "marta@example.com",
                "SMTP_URL",
                "smtp://127.0.0.1:" + port,
                "SMTP_FROM",
                "bot@example.com"));
    }

    private static List<String> noticesIn(BotUnderTest bot) {
        return bot.byRest(MARTA).stream()
                .map(StandInMessage::body)
                .filter(text -> text.contains("quiere hablar con una persona"))
                .toList();
    }

    private static Document staff(BotUnderTest bot) {
        Document health = Document.parse(bot.get("/health").body());
        assertThat(health).containsEntry("status", "UP");
        return health.get("details", Document.class)
                .get("staff", Document.class)
                .get("details", Document.class);
    }

    @Test
    void aRequestReachesEveryWayOnce() throws MessagingException, IOException {
        mails.start();
        try (BotUnderTest bot = bot()) {
            bot.say(MARTA, "hola");
            String ana = bot.newUser();
            bot.say(ana, "Hola, mi nombre es Ana");
            assertThat(bot.say(ana, "/persona")).isEqualTo(BuiltInText.HANDOFF.in(Language.SPANISH));

            await().atMost(BotUnderTest.SOON)
                    .untilAsserted(
                            () -> assertThat(bot.log.with("[STAFF] TOLD")).hasSize(2));
            String link = BotUnderTest.PUBLIC_URL + "/inbox/conversations/" + bot.publicConversation(ana);
            assertThat(noticesIn(bot)).singleElement().asString().contains("Ana Pérez", link);
            assertThat(mails.getReceivedMessages()).hasSize(1);
            assertThat(mails.getReceivedMessages()[0].getSubject())
                    .isEqualTo("Ana Pérez quiere hablar con una persona");
            assertThat(mails.getReceivedMessages()[0].getContent().toString())
                    .contains("«Hola, mi nombre es Ana»", link);
            assertThat(staff(bot).get("email", Document.class))
                    .containsEntry("waiting", 0)
                    .containsKey("last_told")
                    .doesNotContainKey("last_failure");
            bot.keptThingsToItself();
            assertThat(bot.log.with("marta@example.com")).isEmpty();
        }
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgainAfterARestartAndHoldsUpNothing() {
        try (BotUnderTest bot = bot()) {
            bot.say(MARTA, "hola");
            String ana = bot.newUser();
            bot.say(ana, "/persona");
            bot.awaitLine("WARN", "[STAFF] RETRY", "way=email", "cannot be reached");
            bot.awaitLine("INFO", "[STAFF] TOLD", "way=whatsapp");
            assertThat(staff(bot).get("email", Document.class))
                    .containsEntry("last_failure", "the server cannot be reached");

            bot.stop();
            mails.start();
            bot.startAgain();

            await().atMost(BotUnderTest.SOON.multipliedBy(2))
                    .untilAsserted(() -> assertThat(bot.log.with("[STAFF] TOLD", "way=email"))
                            .hasSize(1));
            assertThat(mails.getReceivedMessages()).hasSize(1);
            assertThat(noticesIn(bot)).hasSize(1);
        }
    }

    @Test
    void whileTheWindowIsClosedWithoutATemplateTheOperatorHearsIt() {
        mails.start();
        try (BotUnderTest bot = bot()) {
            bot.say(bot.newUser(), "/persona");

            bot.awaitLine("ERROR", "[STAFF] FAILED", "way=whatsapp", "RECADO_TEMPLATES_FILE", "STAFF_NOTICE");
            bot.awaitLine("INFO", "[STAFF] TOLD", "way=email");
            assertThat(bot.byRest(MARTA)).isEmpty();
            assertThat(Document.parse(bot.get("/health").body()).getList("warnings", String.class))
                    .anySatisfy(warning -> assertThat(warning).contains("people are not told by whatsapp"));
        }
    }

    @Test
    void outsideTheHoursTheUserHearsFromWhen(@TempDir Path folder) throws IOException {
        Path hours = Files.writeString(
                folder.resolve("hours.yaml"),
                "zone: UTC\nweekly: {monday-sunday: closed}\nholidays: {12-25: 09:00-14:00}\n");
        try (BotUnderTest bot = BotUnderTest.start(Map.of("RECADO_HOURS_FILE", hours.toString()))) {
            assertThat(bot.say(bot.newUser(), "Quiero hablar con una persona"))
                    .containsAnyOf("el 25 de diciembre a las 9:00", "He anotado que quieres");
            assertThat(staff(bot).get("hours", Document.class)).containsEntry("zone", "UTC");
        }
    }
}
