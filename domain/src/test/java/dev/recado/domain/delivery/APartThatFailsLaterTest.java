package dev.recado.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FakeSender;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The provider accepts a part, and tells of its failure by receipt.
class APartThatFailsLaterTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private Desk desk = new Desk();

    private static PartId answerTo(String externalId) {
        return PartId.of(MessageId.of(Channel.TWILIO, externalId), 0);
    }

    private void told(PartId part, DeliveryStatus status, @Nullable String code) {
        desk.receipts.record(new DeliveryReceipt(
                Channel.TWILIO, FakeSender.externalId(part), part, status, code, "in its words", desk.clock.instant()));
    }

    private List<String> statuses(String from) {
        return desk
                .store
                .history(Messages.text("x", from, "x", desk.clock.instant()).conversationId(), 50)
                .stream()
                .map(MessageLog.Entry::status)
                .toList();
    }

    private void notified(String id) {
        desk.notifications.start();
        desk.notify.notify(new Notification(
                id, new UserAddress.Phone(ANA), null, "REMINDER", "", "Mañana a las diez", null, desk.clock.instant()));
        desk.pass(A_WHILE);
    }

    private String stateOf(String id) {
        return desk.notify.state(id).orElseThrow().status();
    }

    @Test
    void aFailureThatOvertakesOurRecordOutlivesAnOutage() {
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        desk.store.failWhen(_ -> true);
        desk.pass(Duration.ofSeconds(4));
        desk.store.failWhen(_ -> false);
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_MINUTE);

        assertThat(statuses(ANA)).containsExactly("answered", "held");
    }

    @Test
    void aFailureThatLongOvertakesOurRecordHoldsTheAnswerToo() {
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        desk.pass(Duration.ofSeconds(30));
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_MINUTE);

        assertThat(statuses(ANA)).containsExactly("answered", "held");
    }

    @Test
    void whatIsTakenBackWhileTheStoreGoesAwayIsNotLost() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        desk.store.failWhen("hold"::equals);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        desk.pass(A_MINUTE);
        desk.store.failWhen(_ -> false);
        desk.pass(A_MINUTE);
        desk.writes("SM2", ANA, "dos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: uno", "eco: dos");
    }

    /// Longer than a receipt without a part is retried.
    @Test
    void aFailureDuringALongTurnOfAnotherProcessIsAppliedAfterwards() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        ClaimedConversation claim = claimElsewhere();
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        desk.pass(Duration.ofMinutes(3));
        assertThat(statuses(ANA)).containsExactly("answered", "sent");
        desk.otherProcess().store.release(claim, null, desk.clock.instant());
        desk.pass(A_MINUTE);

        assertThat(statuses(ANA)).containsExactly("answered", "held");
    }

    /// The turn recorded the part, but could not release the conversation.
    @Test
    void aFailureOfAPartThatAnInterruptedTurnLeftInTheOutboxHoldsIt() {
        desk.store.failWhen("release"::equals);
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        desk.store.failWhen(_ -> false);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        desk.pass(Duration.ofMinutes(3));
        assertThat(statuses(ANA)).containsExactly("answered", "held");
        desk.writes("SM2", ANA, "dos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: uno", "eco: dos");
    }

    private ClaimedConversation claimElsewhere() {
        Instant now = desk.clock.instant();
        Claim claim = desk.otherProcess().store.claim(Messages.text("x", ANA, "x", now), now, Duration.ofMinutes(5));
        return ((Claim.Claimed) claim).conversation();
    }

    @Test
    void aPartThatTheStoreCannotTakeBackLeavesNoClaim() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        desk.store.failWhen("takeBack"::equals);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");

        assertThat(claimElsewhere().attempts()).isEqualTo(1);
    }

    @Test
    void whatIsNeverBroughtEndsAsADeadLetter() {
        desk.recovery.start();
        desk.sender.nextOutcome(new SendOutcome.Accepted("SMout0"));
        desk.writes("SM1", ANA, "uno");
        for (int hour = 0; hour < 26; hour++) {
            desk.pass(Duration.ofHours(1));
            desk.sender.nextOutcome(new SendOutcome.Accepted("SMout" + (hour + 1)));
            desk.receipts.record(new DeliveryReceipt(
                    Channel.TWILIO,
                    "SMout" + hour,
                    answerTo("SM1"),
                    DeliveryStatus.FAILED,
                    "131042",
                    "in its words",
                    desk.clock.instant()));
        }
        desk.pass(Duration.ofHours(1));

        assertThat(desk.sender.attempts()).isGreaterThan(20);
        assertThat(statuses(ANA)).containsExactly("dead", "failed");
    }

    @Test
    void whatIsSentAgainIsSentOnceThoughTheUserWritesMeanwhile() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "131042");
        desk.timer.stop();

        Desk next = desk.restarted();
        next.writes("SM2", ANA, "dos");
        next.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: uno", "eco: dos");
    }

    @Test
    void whatIsSentAgainIsSentOnceThoughTheUserWritesWhileItIsSent() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "131042");
        desk = desk.restarted();
        desk.sender.duringNextSend(() -> desk.writes("SM2", ANA, "dos"));
        desk.pass(A_MINUTE.multipliedBy(2));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: uno", "eco: dos");
        assertThat(statuses(ANA)).containsOnly("answered", "sent");
    }

    @Test
    void whatWasTakenBackLeavesByItselfBesideAMessageThatGetsNoReply() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "131042");
        desk.sends(
                Messages.message("SM2", ANA, new Content.Edit("SM0", new Content.Text("una")), desk.clock.instant()));
        desk.pass(A_MINUTE.multipliedBy(2));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: uno");
    }

    @Test
    void aWindowThatIsReportedClosedHoldsTheAnswerUntilTheUserWritesAgain() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        desk.pass(A_MINUTE);
        assertThat(statuses(ANA)).containsExactly("answered", "held");

        desk.writes("SM2", ANA, "dos");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: uno", "eco: dos");
        assertThat(statuses(ANA)).containsOnly("answered", "sent");
    }

    @Test
    void theSameReceiptAgainSendsNothingAgain() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        told(answerTo("SM1"), DeliveryStatus.SENT, null);
        desk.writes("SM2", ANA, "dos");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63016");
        desk.writes("SM3", ANA, "tres");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: uno", "eco: dos", "eco: tres");
    }

    @Test
    void theStateOfANotificationSaysThatItIsHeld() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        notified("n1");
        assertThat(stateOf("n1")).isEqualTo("sent");

        PartId part = desk.sender.sent().getLast().id();
        told(part, DeliveryStatus.FAILED, "63016");
        assertThat(stateOf("n1")).isEqualTo("held");

        desk.writes("SM2", ANA, "¿y mi cita?");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts())
                .containsExactly("eco: hola", "Mañana a las diez", "Mañana a las diez", "eco: ¿y mi cita?");
        assertThat(stateOf("n1")).isEqualTo("sent");
    }

    @Test
    void whatIsNotPaidForLeavesAfterTheRepair() {
        desk = desk.restarted();
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "131042");
        assertThat(desk.blocks.current()).hasSize(1);
        desk.sender.blockedBy(new SendOutcome.Blocked("131042", "not paid", true, "pay"));
        desk.writes("SM2", ANA, "dos");
        desk.writes("SM3", BRUNO, "tres");
        desk.pass(Duration.ofHours(2));
        assertThat(desk.sender.texts()).containsExactly("eco: uno");
        assertThat(desk.told(Event.SenderBlocked.class)).hasSize(1);

        desk.sender.unblock();
        desk.pass(Duration.ofMinutes(5));
        assertThat(desk.sender.texts().stream().filter(text -> !text.contains("tres")))
                .containsExactly("eco: uno", "eco: uno", "eco: dos");
        assertThat(desk.sender.texts()).contains("eco: tres");
        assertThat(desk.blocks.current()).isEmpty();
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void whereThePartsAreAcceptedAllTheSameOneIsTriedNowAndThenAndItsReceiptWaitedFor() {
        desk = desk.restarted();
        desk.writes("SM1", ANA, "uno");
        desk.writes("SM2", BRUNO, "dos");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "131042");
        told(answerTo("SM2"), DeliveryStatus.FAILED, "131042");
        int before = desk.sender.attempts();
        desk.pass(Duration.ofSeconds(20));
        assertThat(desk.sender.attempts()).as("one of them is tried").isEqualTo(before + 1);

        assertThat(desk.blocks.current()).hasSize(1);
        desk.pass(Duration.ofMinutes(10));
        assertThat(desk.blocks.current()).as("nothing failed any more").isEmpty();
        assertThat(desk.told(Event.SenderBlocked.class)).hasSize(1);
        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(desk.sender.texts().stream().filter("eco: uno"::equals).count()
                        + desk.sender.texts().stream()
                                .filter("eco: dos"::equals)
                                .count())
                .isEqualTo(4);
    }

    @Test
    void whatIsTakenBackSurvivesARestart() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "131042");
        desk = desk.restarted();
        desk.pass(A_MINUTE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: uno");
        assertThat(statuses(ANA)).containsExactly("answered", "sent");
    }

    @Test
    void aNotificationThatWasNotPaidForGoesOutAgain() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        notified("n1");
        told(desk.sender.sent().getLast().id(), DeliveryStatus.FAILED, "131042");
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.texts()).containsExactly("eco: hola", "Mañana a las diez", "Mañana a las diez");
        assertThat(stateOf("n1")).isEqualTo("sent");
    }

    @Test
    void aFailureThatIsTheMessagesOwnStaysOne() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "63024");
        desk.writes("SM2", ANA, "dos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
        assertThat(statuses(ANA)).contains("failed");
    }

    @Test
    void aUserWhoOptedOutAtTheProviderIsToldNothingUnasked() {
        desk.sender.nextOutcome(new SendOutcome.OptedOut("21610", "unsubscribed"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        int tries = desk.sender.attempts();
        notified("n1");

        assertThat(desk.sender.attempts()).isEqualTo(tries);
        assertThat(stateOf("n1")).isEqualTo("refused");
        assertThat(desk.notify.state("n1").orElseThrow().reason()).isEqualTo("opted_out");
        assertThat(desk.businessEvents).extracting(BusinessEvent::type).contains(BusinessEvent.Type.OPTED_OUT);
    }

    @Test
    void whoOptedOutAtTheProviderIsAnsweredAndMayOptInAgain() {
        desk.sender.nextOutcome(new SendOutcome.OptedOut("131050", "stopped"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.writes("SM2", ANA, "¿abren hoy?");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: ¿abren hoy?");

        desk.writes("SM3", ANA, "ALTA");
        desk.pass(A_WHILE);
        notified("n1");
        assertThat(stateOf("n1")).isEqualTo("sent");
    }

    @Test
    void anOptOutThatIsToldByReceiptCountsTheSame() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        told(answerTo("SM1"), DeliveryStatus.FAILED, "21610");
        int tries = desk.sender.attempts();
        notified("n1");

        assertThat(desk.sender.attempts()).isEqualTo(tries);
        assertThat(stateOf("n1")).isEqualTo("refused");
        assertThat(statuses(ANA)).contains("failed");
    }
}
