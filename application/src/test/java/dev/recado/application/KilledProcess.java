package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
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

    private ProcessTestSetup testSetup;

    /// The settings that name the store, besides the data folder.
    abstract Map<String, String> store();

    @BeforeEach
    void build() {
        testSetup = new ProcessTestSetup(folder, store());
    }

    @AfterEach
    void tearDown() {
        testSetup.close();
    }

    @Test
    void killedRightAfterThe2xxItAnswersAfterwards() throws Exception {
        RecadoProcess first = testSetup.start("RECADO_QUIET_TIME", "5s");
        assertThat(testSetup.say(ANA, "uno").accepted()).isTrue();
        first.kill();
        assertThat(testSetup.heardBy(ANA)).isEmpty();

        testSetup.start();

        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void killedWhileTheModelThinksItAsksAgain() throws Exception {
        RecadoProcess first = testSetup.start();
        testSetup.model.next(1, new ModelScript.Hang());
        testSetup.say(ANA, "uno");
        testSetup.model.awaitRequests(1, SOON);
        first.kill();

        testSetup.start();

        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void aTurnThatKillsTheProcessEachTimeEndsInAnApology() throws Exception {
        testSetup.model.next(2, new ModelScript.Hang());
        String[] twice = {"RECADO_TURN_ATTEMPTS", "2"};
        RecadoProcess first = testSetup.start(twice);
        testSetup.say(ANA, "uno");
        testSetup.model.awaitRequests(1, SOON);
        first.kill();
        RecadoProcess second = testSetup.start(twice);
        testSetup.model.awaitRequests(2, SOON);
        second.kill();
        assertThat(testSetup.heardBy(ANA)).isEmpty();

        testSetup.start(twice);

        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly(BuiltInText.APOLOGY.in(Language.SPANISH));
        assertThat(testSetup.health())
                .contains("\"dead_letters\":{\"status\":\"UP\",\"details\":{")
                .contains("\"count\":1");
    }

    @Test
    void killedBeforeTheProvidersAnswerItFindsWhatWasTaken() throws Exception {
        RecadoProcess first = testSetup.start();
        testSetup.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(Duration.ZERO, LONG));
        testSetup.say(ANA, "uno");
        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        first.kill();

        testSetup.start();

        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void killedBeforeTheProviderTookItItSends() throws Exception {
        RecadoProcess first = testSetup.start();
        testSetup.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(LONG, Duration.ZERO));
        testSetup.say(ANA, "uno");
        testSetup.awaitFaultsMet();
        first.kill();

        testSetup.start();

        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void killedBetweenThePartsOfAnAnswerItGoesOnWithTheNext() throws Exception {
        testSetup.model.answerWith(new ModelScript.Canned(ModelScript.LONG_MARKDOWN));
        RecadoProcess first = testSetup.start();
        testSetup.say(BETO, "control");
        testSetup.awaitAnswered(BETO);
        List<String> whole = testSetup.heardBy(BETO);
        assertThat(whole).hasSizeGreaterThan(1);
        testSetup.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(Duration.ZERO, Duration.ofMillis(1)));
        testSetup.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(Duration.ZERO, LONG));
        testSetup.say(ANA, "uno");
        testSetup.twilio.awaitSentTo(ANA, 2, SOON);
        first.kill();

        testSetup.start();

        testSetup.twilio.awaitSentTo(ANA, whole.size(), SOON);
        testSetup.model.answerWith(new ModelScript.Echo());
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactlyElementsOf(whole);
    }

    @Test
    void anEarlierAnswerInTheSameWordsIsNotTakenForTheOneThatWasNotSent() throws Exception {
        testSetup.model.answerWith(new ModelScript.Canned("De nueve a ocho."));
        RecadoProcess first = testSetup.start();
        testSetup.say(ANA, "uno");
        testSetup.awaitAnswered(ANA);
        testSetup.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(LONG, Duration.ZERO));
        testSetup.say(ANA, "dos");
        testSetup.awaitFaultsMet();
        first.kill();

        testSetup.start();

        testSetup.awaitAnswered(ANA);
        testSetup.model.answerWith(new ModelScript.Echo());
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly("De nueve a ocho.", "De nueve a ocho.");
    }

    @Test
    void toldToStopUnderABurstItEndsInTimeAndLosesAndDoublesNothing() throws Exception {
        MessageBurst burst = new MessageBurst(testSetup, 20, 10);
        testSetup.model.answerWith(new ModelScript.Slow(Duration.ofMillis(200), new ModelScript.Echo()));

        burst.killAtARandomMoment(testSetup.start(), process -> {
            process.terminate();
            process.exitCode(Duration.ofSeconds(10));
        });
        testSetup.start();

        burst.finish();
        burst.assertEachAnsweredOnceInOrder();
    }

    @Test
    void toldToStopWhileTheModelThinksItEndsInTimeAndTheNextAnswers() throws Exception {
        RecadoProcess first = testSetup.start();
        testSetup.model.next(1, new ModelScript.Hang());
        testSetup.say(ANA, "uno");
        testSetup.model.awaitRequests(1, SOON);
        first.terminate();
        first.exitCode(Duration.ofSeconds(10));
        assertThat(testSetup.heardBy(ANA)).isEmpty();

        testSetup.start();

        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void receiptsThatCameWhileNobodyListenedDoNotMakeItSendAgain() throws Exception {
        RecadoProcess first = testSetup.start();
        testSetup.twilio.faults().nextCreatesTo(ANA, 1, new Fault.Slow(Duration.ZERO, LONG));
        testSetup.say(ANA, "uno");
        testSetup.twilio.awaitSentTo(ANA, 1, SOON);
        first.kill();
        testSetup.twilio.await(
                all -> all.stream()
                        .filter(m -> !m.inbound())
                        .map(StandInMessage::status)
                        .allMatch("read"::equals),
                SOON);

        testSetup.start();

        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly("uno");
    }

    ProcessTestSetup testSetup() {
        return testSetup;
    }
}
