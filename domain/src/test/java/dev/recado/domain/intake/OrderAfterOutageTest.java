package dev.recado.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two processes lose their store: each spools messages, and neither answers before the other's older ones.
class OrderAfterOutageTest {
    private static final String ANA = "+15550000001";
    private static final String APOLOGY = BuiltInText.APOLOGY.in(Language.SPANISH);
    private static final Duration STEP = Duration.ofMillis(250);

    private final Desk one = new Desk();
    private final Desk two = one.otherProcess();

    @BeforeEach
    void bothProcessesReport() {
        pass(Duration.ofSeconds(1));
    }

    /// Advances the time for both.
    private void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(STEP)) {
            one.pass(STEP);
            two.pass(Duration.ZERO);
        }
    }

    private void storeFails() {
        one.store.failWhen(_ -> true);
        one.processes.lost();
        two.processes.lost();
    }

    private void storeWorks(Desk... who) {
        one.store.failWhen(_ -> false);
        for (Desk process : who) {
            process.processes.found();
        }
    }

    private List<String> received() {
        return one.sender.texts().stream()
                .flatMap(String::lines)
                .map(line -> line.replace("eco: ", ""))
                .toList();
    }

    @Test
    void aMessageInAnotherProcessesSpoolIsAnsweredBeforeANewerOne() {
        storeFails();
        one.writes("SM1", ANA, "uno");
        storeWorks(one, two);
        two.writes("SM2", ANA, "dos");
        // the second is fast, and the first has not looked into its spool yet
        two.pass(Duration.ofSeconds(2));
        one.pass(Duration.ZERO);
        pass(Duration.ofSeconds(30));

        assertThat(received()).containsExactly("uno", "dos");
    }

    /// No process can report while the store is away.
    @Test
    void processesWaitForEachOtherAfterALongOutageToo() {
        storeFails();
        one.writes("SM1", ANA, "uno");
        pass(Duration.ofSeconds(40));
        storeWorks(two);
        two.writes("SM2", ANA, "dos");
        two.pass(Duration.ofSeconds(1));
        storeWorks(one);
        pass(Duration.ofSeconds(30));

        assertThat(received()).containsExactly("uno", "dos");
    }

    @Test
    void turnsBeginAgainInTheEndWhenNoReportCanBeWritten() {
        storeFails();
        pass(Duration.ofSeconds(1));
        storeWorks(one, two);
        one.processes.failReports();
        one.writes("SM1", ANA, "uno");
        pass(Duration.ofSeconds(25));

        assertThat(received()).containsExactly("uno");
    }

    @Test
    void turnsBeginAgainAsSoonAsTheOthersReportThatTheyKeepNothing() {
        storeFails();
        one.writes("SM1", ANA, "uno");
        storeWorks(one, two);
        pass(Duration.ofMillis(2_500));

        assertThat(received()).containsExactly("uno");
    }

    @Test
    void aProcessWithoutAReportIsWaitedForLonger() {
        storeFails();
        one.writes("SM1", ANA, "uno");
        storeWorks(one);
        pass(Duration.ofMillis(3_500));
        assertThat(received()).isEmpty();
        pass(Duration.ofSeconds(2));

        assertThat(received()).containsExactly("uno");
    }

    @Test
    void aMessageThatIsStoredSlowlyIsWaitedFor() {
        AtomicBoolean slow = new AtomicBoolean(true);
        storeFails();
        storeWorks(two);
        one.processes.found();
        one.store.failWhen(method -> {
            boolean hangs = method.equals("append") && slow.getAndSet(false);
            if (hangs) {
                two.writes("SM2", ANA, "dos");
                pass(Duration.ofSeconds(5));
            }
            return hangs;
        });
        one.writes("SM1", ANA, "uno");
        pass(Duration.ofSeconds(10));

        assertThat(received()).containsExactly("uno", "dos");
    }

    @Test
    void aProcessAnswersNothingNewerThanItsOwnSpool() {
        storeFails();
        one.writes("SM1", ANA, "uno");
        one.store.refuse(MessageId.of(Channel.TWILIO, "SM1")::equals);
        storeWorks(one, two);
        two.writes("SM2", ANA, "dos");
        one.recovery.start();
        pass(Duration.ofSeconds(12));
        assertThat(received()).isEmpty();
        one.store.refuse(_ -> false);
        pass(Duration.ofSeconds(5));

        assertThat(received()).containsExactly("uno", "dos");
    }

    @Test
    void aTurnThatRecordsAFailureNoticeAnswersNothingYet() {
        one.writes("SM1", ANA, "uno");
        storeFails();
        pass(Duration.ofSeconds(65));
        assertThat(one.sender.texts()).containsExactly(APOLOGY);
        two.writes("SM2", ANA, "dos");
        storeWorks(one, two);
        one.writes("SM3", ANA, "tres");
        // the second has not looked into its spool yet
        one.pass(Duration.ofSeconds(2));
        two.pass(Duration.ZERO);
        pass(Duration.ofSeconds(30));

        assertThat(received()).containsExactly(APOLOGY, "dos", "tres");
    }

    @Test
    void aFailureNoticeThatCannotBeRecordedDelaysOthersOnlyForAWhile() {
        one.writes("SM1", ANA, "uno");
        storeFails();
        pass(Duration.ofSeconds(65));
        storeWorks(one, two);
        ConversationKey key = ConversationKey.by(Messages.text("SM1", ANA, "uno", one.clock.instant()));
        one.store.otherProcess("process-3").claim(key, one.clock.instant(), Duration.ofMinutes(1));
        two.writes("SM2", "+15550000002", "dos");
        pass(Duration.ofSeconds(6));

        assertThat(received()).containsExactly(APOLOGY, "dos");
    }

    @Test
    void turnsWaitAfterTheNextOutageTooWhenTheyNeverBeganAfterTheLast() {
        storeFails();
        one.writes("SM0", "+15550000002", "cero");
        one.store.refuse(MessageId.of(Channel.TWILIO, "SM0")::equals);
        storeWorks(one, two);
        pass(Duration.ofSeconds(10));
        storeFails();
        pass(Duration.ofSeconds(15));
        one.writes("SM1", ANA, "uno");
        storeWorks(one, two);
        two.writes("SM2", ANA, "dos");
        // the second is fast, and the first has not looked into its spool yet
        two.pass(Duration.ofMillis(1_200));
        one.pass(Duration.ZERO);
        pass(Duration.ofSeconds(30));

        assertThat(received()).containsExactly("uno", "dos");
    }

    @Test
    void turnsWaitForAProcessThatFindsTheStoreLater() {
        storeFails();
        one.writes("SM1", ANA, "uno");
        storeWorks(two);
        two.writes("SM2", ANA, "dos");
        two.pass(Duration.ofSeconds(3));
        assertThat(received()).isEmpty();
        storeWorks(one);
        pass(Duration.ofSeconds(30));

        assertThat(received()).containsExactly("uno", "dos");
    }

    @Test
    void aSingleProcessContinuesAtOnce() {
        Desk alone = new Desk();
        alone.pass(Duration.ofSeconds(1));
        alone.store.failWhen(_ -> true);
        alone.processes.lost();
        alone.writes("SM1", ANA, "uno");
        alone.store.failWhen(_ -> false);
        alone.processes.found();
        alone.pass(Duration.ofSeconds(2));

        assertThat(alone.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void aDeadProcessDelaysTheOtherOnlyForAWhile() {
        one.processes.report(true, one.clock.instant());
        storeFails();
        one.writes("SM1", ANA, "uno");
        one.timer.stop();
        storeWorks(two);
        two.writes("SM2", ANA, "dos");
        two.pass(Duration.ofSeconds(10));
        assertThat(received()).isEmpty();
        two.pass(Duration.ofSeconds(20));

        assertThat(received()).containsExactly("dos");
    }

    @Test
    void aFailureNoticeIsRecordedBeforeTheOtherProcessAnswers() {
        one.writes("SM1", ANA, "uno");
        storeFails();
        pass(Duration.ofSeconds(70));
        assertThat(one.sender.texts()).containsExactly(APOLOGY);
        storeWorks(one, two);
        two.recovery.start();
        two.pass(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(30));

        assertThat(one.sender.texts()).containsExactly(APOLOGY);
        assertThat(one.store.list(10, null))
                .extracting(DeadLetter::message)
                .extracting(message -> message.externalId())
                .containsExactly("SM1");
    }

    @Test
    void anUnstableStoreDelaysTurnsOnlyForAWhile() {
        two.writes("SM1", ANA, "uno");
        for (int i = 0; i < 10; i++) {
            storeFails();
            pass(Duration.ofSeconds(1));
            storeWorks(one, two);
            pass(Duration.ofSeconds(2));
        }

        assertThat(received()).containsExactly("uno");
    }

    @Test
    void withoutAnOutageNothingWaits() {
        one.writes("SM1", ANA, "uno");
        one.pass(Duration.ofSeconds(1));

        assertThat(received()).containsExactly("uno");
    }
}
