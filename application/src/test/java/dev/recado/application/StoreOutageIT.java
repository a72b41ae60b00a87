package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds while a real MongoDB is not there, is killed or frozen: webhooks are answered 2xx, quickly, and what got
/// one is answered once, in order, when the store is back. Skipped where there is no MongoDB.
@Requires(Requirement.MONGOD)
class StoreOutageIT {
    private static final String ANA = "whatsapp:+15550130001";
    private static final Pattern OLDEST = Pattern.compile("\"spool\":.*?\"oldest_age_ms\":(\\d+)");
    private static final Duration SOON = Duration.ofSeconds(30);
    /// Twilio gives a webhook 15 s.
    private static final Duration PROMPT = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    private MongodProcess mongod;
    private ProcessTestSetup testSetup;

    @BeforeEach
    void build() {
        mongod = MongodProcess.stopped();
        testSetup = new ProcessTestSetup(folder, Map.of("MONGODB_URI", mongod.database("outage")));
        testSetup.model.answerWith(new ModelScript.Slow(Duration.ofMillis(20), new ModelScript.Echo()));
    }

    @AfterEach
    void tearDown() {
        if (testSetup != null) {
            testSetup.close();
        }
        if (mongod != null) {
            mongod.close();
        }
    }

    private void awaitHealth(String part) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(testSetup.health()).contains(part));
    }

    /// Waits until the oldest message in the spool has been there for so long.
    private void awaitOutage(Duration length) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> {
            Matcher age = OLDEST.matcher(testSetup.health());
            return age.find() && Long.parseLong(age.group(1)) >= length.toMillis();
        });
    }

    @Test
    void itStartsWithoutItsStoreAndAnswersWhenTheStoreComes() throws Exception {
        RecadoProcess recado = testSetup.start();
        assertThat(recado.printed()).contains("[STORE] GONE");
        assertThat(testSetup.say(ANA, "uno").accepted()).isTrue();
        assertThat(testSetup.say(ANA, "dos").accepted()).isTrue();
        awaitHealth("\"reachable\":false");
        awaitHealth("\"entries\":2");
        assertThat(testSetup.ready()).isTrue();
        assertThat(testSetup.heardBy(ANA)).isEmpty();

        mongod.run();

        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(String.join(" ", testSetup.heardBy(ANA))).containsSubsequence("uno", "dos");
        assertThat(testSetup.heardBy(ANA)).hasSizeLessThanOrEqualTo(2).doesNotHaveDuplicates();
        assertThat(recado.printed()).contains("[STORE] BACK", "[SPOOL] DRAINED");
        awaitHealth("\"entries\":0");
    }

    @Test
    void aStoreThatFreezesUnderLoadDelaysAnswersOnly() throws Exception {
        mongod.run();
        RecadoProcess recado = testSetup.start();
        MessageBurst burst = new MessageBurst(testSetup, 20, 30);

        burst.during(100, () -> {
            mongod.freeze();
            awaitHealth("\"reachable\":false");
            awaitOutage(Duration.ofSeconds(10));
            mongod.thaw();
        });
        // Nothing was turned away: all of it got its 2xx without being delivered again.
        burst.awaitAcknowledged(600);

        burst.finish();
        burst.assertEachAnsweredOnceInOrder();
        assertThat(burst.slowest()).isLessThan(PROMPT);
        assertThat(recado.printed()).contains("[STORE] GONE", "[SPOOL] DRAINED");
        assertThat(recado.printed()).doesNotContain("[REJECTED]");
    }

    @Test
    void aStoreThatIsKilledUnderLoadDelaysAnswersOnly() throws Exception {
        mongod.run();
        RecadoProcess recado = testSetup.start();
        MessageBurst burst = new MessageBurst(testSetup, 20, 30);

        burst.during(100, () -> {
            mongod.kill();
            burst.awaitAcknowledged(400);
            awaitOutage(Duration.ofSeconds(3));
            mongod.run();
        });
        // Nothing was turned away: all of it got its 2xx without being delivered again.
        burst.awaitAcknowledged(600);

        burst.finish();
        burst.assertEachAnsweredOnceInOrder();
        assertThat(burst.slowest()).isLessThan(PROMPT);
        assertThat(recado.printed()).contains("[STORE] GONE", "[SPOOL] DRAINED");
        assertThat(recado.printed()).doesNotContain("[REJECTED]");
    }

    @Test
    void killedWhileTheSpoolIsAllThereIsItLosesAndDoublesNothing() throws Exception {
        mongod.run();
        RecadoProcess first = testSetup.start();
        MessageBurst burst = new MessageBurst(testSetup, 20, 15);
        burst.during(60, mongod::kill);
        burst.awaitAcknowledged(300);
        first.kill();

        RecadoProcess second = testSetup.start();
        assertThat(second.printed()).contains("[STORE] GONE");
        second.kill();
        testSetup.start();
        mongod.run();

        burst.finish();
        burst.assertEachAnsweredOnceInOrder();
    }

    @Test
    void whoseTimeIsUpGetsOneApologyAndNoAnswerWhateverIsKilled() throws Exception {
        RecadoProcess first = testSetup.start("RECADO_TURN_DEADLINE", "2s");
        assertThat(testSetup.say(ANA, "kilo").accepted()).isTrue();
        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        List<String> apology = testSetup.heardBy(ANA);
        assertThat(apology).hasSize(1).noneMatch(body -> body.contains("kilo"));
        first.kill();

        RecadoProcess second = testSetup.start("RECADO_TURN_DEADLINE", "2s");
        assertThat(second.printed()).contains("[STORE] GONE");
        mongod.run();
        await().atMost(SOON).until(() -> second.printed().contains("closing=apology"));

        awaitHealth("\"entries\":0");
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).isEqualTo(apology);
    }
}
