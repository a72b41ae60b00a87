package dev.recado.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FakeSender;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.MessageLog.Entry;
import dev.recado.domain.operation.ReplayDeadLetterUseCase.Replay;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ADeadLetterTest {
    private static final String ANA = "+15550000001";
    private static final String SORRY = BuiltInText.APOLOGY.in(Language.SPANISH);
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final MessageId FIRST = MessageId.of(Channel.TWILIO, "SM1");
    private static final MessageId COPY = MessageId.of(Channel.TWILIO, "SM1~1");

    private final Desk desk = new Desk();

    private List<DeadLetter> letters() {
        return desk.store.list(10, null);
    }

    private String reason() {
        return letters().getFirst().failure().reason();
    }

    private List<Entry> history() {
        return desk.store.history(
                Messages.text("x", ANA, "x", desk.clock.instant()).conversationId(), 50);
    }

    private void modelFails() {
        desk.model = _ -> new Generation.Failed("HTTP 503");
    }

    private void modelWorks() {
        desk.model = prompt -> new Generation.Answer("eco: " + prompt.message(), "scripted", Duration.ZERO);
    }

    @Test
    void aMessageTheModelCannotAnswerBecomesADeadLetterAfterTheFailureNotice() {
        modelFails();
        desk.writes("SM1", ANA, "hola");
        desk.writes("SM2", ANA, "¿abren?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(SORRY);
        assertThat(letters()).extracting(l -> l.message().externalId()).containsExactlyInAnyOrder("SM1", "SM2");
        assertThat(reason()).isEqualTo("model: HTTP 503");
        assertThat(letters().getFirst().failure().attempts()).isEqualTo(1);
        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(desk.told(Event.DeadLettered.class))
                .singleElement()
                .satisfies(e -> assertThat(e.failure().cause()).isEqualTo("model"));
    }

    @Test
    void aRepeatedReplayIsAnsweredOnce() {
        modelFails();
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        modelWorks();

        assertThat(desk.replay.replay(FIRST)).isEqualTo(new Replay.Accepted(COPY));
        assertThat(desk.replay.replay(FIRST)).isEqualTo(new Replay.Accepted(COPY));
        desk.pass(A_WHILE);
        assertThat(desk.replay.replay(FIRST)).isEqualTo(new Replay.Accepted(COPY));
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(SORRY, "eco: hola");
        assertThat(letters()).isEmpty();
        assertThat(history()).extracting(Entry::status).containsExactly("replayed", "sent", "answered", "sent");
        assertThat(desk.told(Event.Replayed.class)).hasSize(1);
    }

    @Test
    void aFailedReplayIsReplayedUnderTheNextId() {
        modelFails();
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.replay.replay(FIRST);
        desk.pass(A_WHILE);
        assertThat(letters()).extracting(l -> l.message().id()).containsExactly(COPY);
        modelWorks();

        MessageId second = MessageId.of(Channel.TWILIO, "SM1~2");
        assertThat(desk.replay.replay(FIRST)).isEqualTo(new Replay.Accepted(second));
        assertThat(desk.replay.replay(COPY)).isEqualTo(new Replay.Accepted(second));
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(SORRY, SORRY, "eco: hola");
    }

    @Test
    void anInterruptedReplayContinuesWhenRepeated() {
        modelFails();
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        modelWorks();
        desk.store.failWhen("replayed"::equals);
        assertThatThrownBy(() -> desk.replay.replay(FIRST)).isInstanceOf(PortUnavailableException.class);
        desk.pass(A_WHILE);
        desk.store.failWhen(_ -> false);

        assertThat(desk.replay.replay(FIRST)).isEqualTo(new Replay.Accepted(COPY));
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly(SORRY, "eco: hola");
        assertThat(letters()).isEmpty();
    }

    @Test
    void anAnsweredMessageIsNotReplayed() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);

        assertThat(desk.replay.replay(FIRST)).isInstanceOf(Replay.Unknown.class);
        assertThat(desk.replay.replay(COPY)).isInstanceOf(Replay.Unknown.class);
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).hasSize(1);
    }

    @Test
    void aBlankAnswerOrABugIsTheCauseOfADeadLetter() {
        desk.model = _ -> new Generation.Answer(" ", "scripted", Duration.ZERO);
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        assertThat(reason()).isEqualTo("model: a blank answer");
        assertThat(desk.sender.sent())
                .extracting(part -> part.provenance().source())
                .as("the apology is the bot's own text")
                .containsExactly("notice");
        desk.model = _ -> {
            throw new IllegalStateException("with the user's words");
        };
        desk.writes("SM2", ANA, "hola");
        desk.pass(A_WHILE);

        assertThat(reason()).isEqualTo("internal: IllegalStateException");
    }

    @Test
    void aNoticeIsNoDeadLetter() {
        desk.model = _ -> new Generation.Refusal("guard");
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.model = _ -> new Generation.NoModel();
        desk.writes("SM2", ANA, "hola");
        desk.pass(A_WHILE);

        assertThat(letters()).isEmpty();
    }

    @Test
    void anAnswerNeverAcceptedByTheProviderMakesADeadLetter() {
        for (int i = 0; i < 1_000; i++) {
            desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(1), "63018"));
        }
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofHours(1));

        assertThat(reason()).isEqualTo("delivery: given-up, not accepted within PT10M");
    }

    @Test
    void aLongRetryAfterIsCutToTheLimitOfRetries() {
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofDays(1), "63038"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMinutes(12));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(letters()).isEmpty();
    }

    @Test
    void aRefusalThatTheOperatorCanResolveMakesADeadLetterWithARemedy() {
        desk.sender.nextOutcome(new SendOutcome.Refused("131030", "not in the allowed list", "add the user's number"));
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(reason()).isEqualTo("delivery: 131030, add the user's number (not in the allowed list)");
        assertThat(desk.told(Event.DeadLettered.class)).hasSize(1);
        assertThat(desk.told(Event.PartFailed.class)).isNotEmpty();
        desk.replay.replay(FIRST);
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos");
        assertThat(letters()).isEmpty();
    }

    @Test
    void aRefusalOfTheRestOfAnAnswerMakesADeadLetter() {
        desk.sender.nextOutcome(new SendOutcome.Accepted("SMout-1"));
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(2), "20429"));
        desk.sender.nextOutcome(new SendOutcome.Refused("131030", "not in the allowed list", "add the user's number"));
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(A_WHILE);

        assertThat(letters()).extracting(l -> l.message().externalId()).containsExactly("SM1");
    }

    private static final SendOutcome.Blocked EXPIRED =
            new SendOutcome.Blocked("190", "the token has expired", true, "set a new token");
    private static final SendOutcome.Refused NOT_LISTED =
            new SendOutcome.Refused("131030", "not in the allowed list", "add the user's number");
    private static final String NOT_LISTED_REASON = "delivery: 131030, add the user's number (not in the allowed list)";

    @Test
    void anAnswerRefusedAfterABlockMakesADeadLetter() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofHours(1));
        desk.sender.unblock();
        desk.sender.nextOutcome(NOT_LISTED);
        desk.pass(Duration.ofMinutes(3));

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(reason()).isEqualTo(NOT_LISTED_REASON);
        assertThat(desk.told(Event.DeadLettered.class)).hasSize(1);
    }

    @Test
    void anAnswerTakenBackForABlockAndThenRefusedMakesADeadLetter() {
        desk.recovery.start();
        desk.sender.nextOutcome(new SendOutcome.Accepted(FakeSender.externalId(PartId.of(FIRST, 0))));
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.sender.blockedBy(EXPIRED);
        desk.receipts.record(failed("131042"));
        desk.pass(Duration.ofHours(1));
        desk.sender.unblock();
        desk.sender.nextOutcome(NOT_LISTED);
        desk.pass(Duration.ofMinutes(3));

        assertThat(reason()).isEqualTo(NOT_LISTED_REASON);
        assertThat(desk.told(Event.DeadLettered.class)).hasSize(1);
    }

    @Test
    void aHeldAnswerThatIsRefusedLaterMakesADeadLetter() {
        desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.sender.nextOutcome(NOT_LISTED);
        desk.writes("SM2", ANA, "¿y bien?");
        desk.pass(A_WHILE);

        assertThat(letters()).extracting(l -> l.message().externalId()).containsExactly("SM1");
        assertThat(reason()).isEqualTo(NOT_LISTED_REASON);
        assertThat(desk.told(Event.DeadLettered.class))
                .singleElement()
                .satisfies(e -> assertThat(e.ids()).containsExactly(FIRST));
        assertThat(desk.sender.texts()).containsExactly("eco: ¿y bien?");
        assertThat(desk.replay.replay(FIRST)).isEqualTo(new Replay.Accepted(COPY));
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: ¿y bien?", "eco: hola");
    }

    @Test
    void aRefusalByReceiptMakesOneDeadLetter() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        assertThat(letters()).isEmpty();

        for (int told = 0; told < 2; told++) {
            desk.receipts.record(failed("131030"));
        }

        assertThat(reason()).isEqualTo("delivery: 131030, add the user's number (told by receipt)");
        assertThat(desk.told(Event.DeadLettered.class)).hasSize(1);
        assertThat(history()).extracting(Entry::status).containsExactly("dead", "failed");
    }

    @Test
    void aRefusalForTheUsersOwnReasonMakesNoDeadLetter() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.receipts.record(failed("63024"));

        assertThat(letters()).isEmpty();
        assertThat(history()).extracting(Entry::status).containsExactly("answered", "failed");
    }

    private DeliveryReceipt failed(String code) {
        PartId part = PartId.of(FIRST, 0);
        return new DeliveryReceipt(
                Channel.TWILIO,
                FakeSender.externalId(part),
                part,
                DeliveryStatus.FAILED,
                code,
                "told by receipt",
                desk.clock.instant());
    }

    @Test
    void aRefusalByTheProviderMakesNoDeadLetter() {
        desk.sender.nextOutcome(new SendOutcome.Refused("63016", "outside the window"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMinutes(30));

        assertThat(letters()).isEmpty();
        assertThat(history()).extracting(Entry::status).containsExactly("answered", "failed");
    }

    @Test
    void aTurnThatKillsTheProcessEndsInAFailureNotice() {
        desk.writes("SM1", ANA, "hola");
        Desk process = desk;
        for (int runs = 1; runs <= Desk.ATTEMPTS; runs++) {
            Desk dying = process;
            dying.model = _ -> {
                throw new OutOfMemoryError("the end of a process");
            };
            assertThatThrownBy(() -> dying.pass(A_WHILE)).isInstanceOf(OutOfMemoryError.class);
            assertThat(letters()).isEmpty();
            process = dying.restarted();
        }
        process.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(SORRY);
        assertThat(reason()).isEqualTo("broken: 3 turns broke off");
        process.writes("SM2", ANA, "¿y ahora?");
        process.pass(A_WHILE);
        assertThat(desk.sender.texts()).last().isEqualTo("eco: ¿y ahora?");
    }

    @Test
    void anAnswerThatKillsTheSendingProcessIsReplacedByAFailureNotice() {
        desk.writes("SM1", ANA, "uno\nfatal");
        desk.sender.breaksOn("fatal");
        Desk process = desk;
        for (int runs = 0; runs <= Desk.ATTEMPTS; runs++) {
            Desk dying = process;
            assertThatThrownBy(() -> dying.pass(A_WHILE)).isInstanceOf(OutOfMemoryError.class);
            process = dying.restarted();
        }
        process.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", SORRY);
        assertThat(reason()).isEqualTo("broken: 3 turns broke off");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void theOldestOfTooManyHeldAnswersLeavesADeadLetter() {
        for (int i = 1; i <= 21; i++) {
            for (int part = 0; part < i; part++) {
                desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
            }
            desk.writes("SM" + i, ANA, "mensaje " + i);
            desk.pass(A_WHILE);
        }

        assertThat(letters())
                .extracting(letter -> letter.message().externalId())
                .containsExactly("SM1");
    }

    /// The earlier answer was held, and goes out with the one that kills the process.
    @Test
    void aHeldAnswerThatIsGivenUpWithALaterOneLeavesADeadLetter() {
        desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
        desk.writes("SM1", ANA, "fatal");
        desk.pass(A_WHILE);
        assertThat(letters()).isEmpty();
        desk.writes("SM2", ANA, "dos");
        desk.sender.breaksOn("fatal");
        Desk process = desk;
        for (int runs = 0; runs <= Desk.ATTEMPTS; runs++) {
            Desk dying = process;
            assertThatThrownBy(() -> dying.pass(A_WHILE)).isInstanceOf(OutOfMemoryError.class);
            process = dying.restarted();
        }
        process.pass(A_WHILE);

        assertThat(letters())
                .extracting(letter -> letter.message().externalId())
                .containsExactlyInAnyOrder("SM1", "SM2");
    }

    @Test
    void aFailureNoticeThatCannotBeSentLeavesADeadLetter() {
        desk.writes("SM1", ANA, "hola");
        desk.sender.breaksOn("");
        Desk process = desk;
        for (int runs = 0; runs < 2 * Desk.ATTEMPTS + 2; runs++) {
            Desk dying = process;
            try {
                dying.pass(A_WHILE);
            } catch (OutOfMemoryError _) {
                process = dying.restarted();
            }
        }
        process.pass(A_WHILE);

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(letters()).hasSize(1);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aFailingStoreDoesNotCountAgainstTheTurn() {
        desk.store.failWhen("commit"::equals);
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofSeconds(20));
        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(letters()).isEmpty();
    }

    @Test
    void anUnavailableStoreIsTheCauseOfTheFailureNotice() {
        desk.writes("SM1", ANA, "hola");
        desk.store.failWhen(_ -> true);
        desk.pass(Duration.ofMinutes(2));
        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly(SORRY);
        assertThat(reason()).isEqualTo("store: no answer before the deadline");
    }

    @Test
    void messagesOfAnUnreadableConversationBecomeDeadLetters() {
        desk.store.breakWhen("claim"::equals);
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMinutes(5));

        assertThat(desk.sender.texts()).containsExactly(SORRY);
        assertThat(reason()).isEqualTo("internal: IllegalStateException");
        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(history()).extracting(Entry::status).containsExactly("dead", "sent");
    }

    @Test
    void aPartSentWithoutARecordIsLookedUpByTheNextProcess() {
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(2), "20429"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.store.failWhen("record"::equals);
        desk.pass(Duration.ofSeconds(3));
        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        desk.store.failWhen(_ -> false);

        desk.restarted().pass(Duration.ofSeconds(20));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(desk.sender.attempts()).isEqualTo(2);
    }
}
