package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.ModelScript;
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

    private Mongod mongod;
    private Town town;

    @BeforeEach
    void build() {
        mongod = Mongod.stopped();
        town = new Town(folder, Map.of("MONGODB_URI", mongod.database("outage")));
        town.model.answerWith(new ModelScript.Slow(Duration.ofMillis(20), new ModelScript.Echo()));
    }

    @AfterEach
    void tearDown() {
        if (town != null) {
            town.close();
        }
        if (mongod != null) {
            mongod.close();
        }
    }

    private void awaitHealth(String part) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(town.health()).contains(part));
    }

    /// Waits until the oldest message in the spool has been there for so long.
    private void awaitOutage(Duration length) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> {
            Matcher age = OLDEST.matcher(town.health());
            return age.find() && Long.parseLong(age.group(1)) >= length.toMillis();
        });
    }

    @Test
    void itStartsWithoutItsStoreAndAnswersWhenTheStoreComes() throws Exception {
        RecadoProcess recado = town.start();
        assertThat(recado.printed()).contains("[STORE] GONE");
        assertThat(town.say(ANA, "uno").accepted()).isTrue();
        assertThat(town.say(ANA, "dos").accepted()).isTrue();
        awaitHealth("\"reachable\":false");
        awaitHealth("\"entries\":2");
        assertThat(town.ready()).isTrue();
        assertThat(town.heardBy(ANA)).isEmpty();

        mongod.run();

        town.twilio.awaitSentTo(ANA, 1, SOON);
        town.awaitQuiet(List.of(ANA));
        assertThat(String.join(" ", town.heardBy(ANA))).containsSubsequence("uno", "dos");
        assertThat(town.heardBy(ANA)).hasSizeLessThanOrEqualTo(2).doesNotHaveDuplicates();
        assertThat(recado.printed()).contains("[STORE] BACK", "[SPOOL] DRAINED");
        awaitHealth("\"entries\":0");
    }

    @Test
    void aStoreThatFreezesUnderLoadDelaysAnswersOnly() throws Exception {
        mongod.run();
        RecadoProcess recado = town.start();
        Burst burst = new Burst(town, 20, 30);

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
        RecadoProcess recado = town.start();
        Burst burst = new Burst(town, 20, 30);

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
        RecadoProcess first = town.start();
        Burst burst = new Burst(town, 20, 15);
        burst.during(60, mongod::kill);
        burst.awaitAcknowledged(300);
        first.kill();

        RecadoProcess second = town.start();
        assertThat(second.printed()).contains("[STORE] GONE");
        second.kill();
        town.start();
        mongod.run();

        burst.finish();
        burst.assertEachAnsweredOnceInOrder();
    }

    @Test
    void whoseTimeIsUpGetsOneApologyAndNoAnswerWhateverIsKilled() throws Exception {
        RecadoProcess first = town.start("RECADO_TURN_DEADLINE", "2s");
        assertThat(town.say(ANA, "kilo").accepted()).isTrue();
        town.twilio.awaitSentTo(ANA, 1, SOON);
        List<String> apology = town.heardBy(ANA);
        assertThat(apology).hasSize(1).noneMatch(body -> body.contains("kilo"));
        first.kill();

        RecadoProcess second = town.start("RECADO_TURN_DEADLINE", "2s");
        assertThat(second.printed()).contains("[STORE] GONE");
        mongod.run();
        await().atMost(SOON).until(() -> second.printed().contains("closing=apology"));

        awaitHealth("\"entries\":0");
        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).isEqualTo(apology);
    }
}
