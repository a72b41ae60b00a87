package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.Fault;
import dev.recado.adapter.simulator.ModelScript;
import dev.recado.adapter.simulator.StandInMessage;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.Phrase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds when a process is killed: whoever got a 2xx is answered, once, in order, by the next process on the
/// same data folder. Twilio and the model stand in the test's own process and outlive the killed one.
abstract class KilledProcess {
    private static final String ANA = "whatsapp:+15550110001";
    private static final String BETO = "whatsapp:+15550110002";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(45);

    @TempDir
    Path folder;

    private Town town;

    /// The settings that name the store, besides the data folder.
    abstract Map<String, String> store();

    @BeforeEach
    void build() {
        town = new Town(folder, store());
    }

    @AfterEach
    void tearDown() {
        town.close();
    }

    @Test
    void killedRightAfterThe2xxItAnswersAfterwards() throws Exception {
        RecadoProcess first = town.start("RECADO_QUIET_TIME", "5s");
        assertThat(town.say(ANA, "uno").accepted()).isTrue();
        first.kill();
        assertThat(town.heardBy(ANA)).isEmpty();

        town.start();

        town.twilio.awaitSentTo(ANA, 1, SOON);
        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void killedWhileTheModelThinksItAsksAgain() throws Exception {
        RecadoProcess first = town.start();
        town.model.next(1, new ModelScript.Hang());
        town.say(ANA, "uno");
        town.model.awaitRequests(1, SOON);
        first.kill();

        town.start();

        town.twilio.awaitSentTo(ANA, 1, SOON);
        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void aTurnThatKillsTheProcessEachTimeEndsInAnApology() throws Exception {
        town.model.next(2, new ModelScript.Hang());
        String[] twice = {"RECADO_TURN_ATTEMPTS", "2"};
        RecadoProcess first = town.start(twice);
        town.say(ANA, "uno");
        town.model.awaitRequests(1, SOON);
        first.kill();
        RecadoProcess second = town.start(twice);
        town.model.awaitRequests(2, SOON);
        second.kill();
        assertThat(town.heardBy(ANA)).isEmpty();

        town.start(twice);

        town.twilio.awaitSentTo(ANA, 1, SOON);
        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactly(Phrase.APOLOGY.in(Language.SPANISH));
        assertThat(town.health())
                .contains("\"dead_letters\":{\"status\":\"UP\",\"details\":{")
                .contains("\"count\":1");
    }

    @Test
    void killedBeforeTheProvidersAnswerItFindsWhatWasTaken() throws Exception {
        RecadoProcess first = town.start();
        town.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(Duration.ZERO, LONG));
        town.say(ANA, "uno");
        town.twilio.awaitSentTo(ANA, 1, SOON);
        first.kill();

        town.start();

        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void killedBeforeTheProviderTookItItSends() throws Exception {
        RecadoProcess first = town.start();
        town.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(LONG, Duration.ZERO));
        town.say(ANA, "uno");
        town.awaitFaultsMet();
        first.kill();

        town.start();

        town.twilio.awaitSentTo(ANA, 1, SOON);
        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void killedBetweenThePartsOfAnAnswerItGoesOnWithTheNext() throws Exception {
        town.model.answerWith(new ModelScript.Canned(ModelScript.LONG_MARKDOWN));
        RecadoProcess first = town.start();
        town.say(BETO, "control");
        town.awaitAnswered(BETO);
        List<String> whole = town.heardBy(BETO);
        assertThat(whole).hasSizeGreaterThan(1);
        town.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(Duration.ZERO, Duration.ofMillis(1)));
        town.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(Duration.ZERO, LONG));
        town.say(ANA, "uno");
        town.twilio.awaitSentTo(ANA, 2, SOON);
        first.kill();

        town.start();

        town.twilio.awaitSentTo(ANA, whole.size(), SOON);
        town.model.answerWith(new ModelScript.Echo());
        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactlyElementsOf(whole);
    }

    @Test
    void anEarlierAnswerInTheSameWordsIsNotTakenForTheOneThatWasNotSent() throws Exception {
        town.model.answerWith(new ModelScript.Canned("De nueve a ocho."));
        RecadoProcess first = town.start();
        town.say(ANA, "uno");
        town.awaitAnswered(ANA);
        town.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(LONG, Duration.ZERO));
        town.say(ANA, "dos");
        town.awaitFaultsMet();
        first.kill();

        town.start();

        town.awaitAnswered(ANA);
        town.model.answerWith(new ModelScript.Echo());
        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactly("De nueve a ocho.", "De nueve a ocho.");
    }

    @Test
    void toldToStopUnderABurstItEndsInTimeAndLosesAndDoublesNothing() throws Exception {
        Burst burst = new Burst(town, 20, 10);
        town.model.answerWith(new ModelScript.Slow(Duration.ofMillis(200), new ModelScript.Echo()));

        burst.killAtARandomMoment(town.start(), process -> {
            process.terminate();
            process.exitCode(Duration.ofSeconds(10));
        });
        town.start();

        burst.finish();
        burst.assertEachAnsweredOnceInOrder();
    }

    @Test
    void toldToStopWhileTheModelThinksItEndsInTimeAndTheNextAnswers() throws Exception {
        RecadoProcess first = town.start();
        town.model.next(1, new ModelScript.Hang());
        town.say(ANA, "uno");
        town.model.awaitRequests(1, SOON);
        first.terminate();
        first.exitCode(Duration.ofSeconds(10));
        assertThat(town.heardBy(ANA)).isEmpty();

        town.start();

        town.twilio.awaitSentTo(ANA, 1, SOON);
        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void receiptsThatCameWhileNobodyListenedDoNotMakeItSendAgain() throws Exception {
        RecadoProcess first = town.start();
        town.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(Duration.ZERO, LONG));
        town.say(ANA, "uno");
        town.twilio.awaitSentTo(ANA, 1, SOON);
        first.kill();
        town.twilio.await(
                all -> all.stream()
                        .filter(m -> !m.inbound())
                        .map(StandInMessage::status)
                        .allMatch("read"::equals),
                SOON);

        town.start();

        town.awaitQuiet(List.of(ANA));
        assertThat(town.heardBy(ANA)).containsExactly("uno");
    }

    Town town() {
        return town;
    }
}
