package dev.recado.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.Event.Closing;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FakeSender;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.operation.SpoolProbe;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreOutageTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final String APOLOGY = BuiltInText.APOLOGY.in(Language.SPANISH);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Desk desk = new Desk();

    private void storeFails() {
        desk.store.failWhen(_ -> true);
    }

    private void storeWorks() {
        desk.store.failWhen(_ -> false);
    }

    private List<String> states(String from) {
        return desk
                .store
                .history(Messages.text("x", from, "x", desk.clock.instant()).conversationId(), 50)
                .stream()
                .map(MessageLog.Entry::status)
                .toList();
    }

    @Test
    void messagesAreSpooledAndAnsweredWhenTheStoreIsBack() {
        storeFails();
        assertThat(desk.writes("SM1", ANA, "uno")).isEqualTo(Appended.STORED);
        assertThat(desk.writes("SM2", BRUNO, "dos")).isEqualTo(Appended.STORED);
        desk.pass(Duration.ofSeconds(20));
        assertThat(desk.sender.texts()).isEmpty();
        assertThat(desk.told(Event.EntrySpooled.class)).hasSize(2);
        assertThat(desk.told(Event.Received.class)).isEmpty();
        storeWorks();
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: uno", "eco: dos");
        assertThat(desk.told(Event.Received.class)).hasSize(2);
        assertThat(desk.told(Event.SpoolDrained.class))
                .singleElement()
                .satisfies(drained -> assertThat(drained.entries()).isEqualTo(2));
        assertThat(desk.spool.entries()).isEmpty();
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aConversationThatCannotBeStoredIsGivenUp() {
        desk.store.failWhen(method -> method.equals("commit"));
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMinutes(30));

        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        assertThat(states(ANA)).contains("dead");
        assertThat(desk.told(Event.DeadLettered.class)).hasSize(1);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void onlyTheRefusedMessagesOfABatchAreSpooled() {
        InboundMessage refused = Messages.text("SM1", ANA, "uno", desk.clock.instant());
        InboundMessage taken = Messages.text("SM2", BRUNO, "dos", desk.clock.instant());
        desk.store.refuse(refused.id()::equals);

        assertThat(desk.accept.acceptAll(List.of(refused, taken))).containsOnly(Appended.STORED);
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: dos");
        assertThat(desk.told(Event.EntrySpooled.class)).hasSize(1);
        desk.store.refuse(_ -> false);
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: dos", "eco: uno");
    }

    @Test
    void aBatchNotFullyStoredIsRefusedAndItsRepeatIsHarmless() {
        List<InboundMessage> batch = List.of(
                Messages.text("SM1", ANA, "uno", desk.clock.instant()),
                Messages.text("SM2", BRUNO, "dos", desk.clock.instant()));
        desk.store.refuse(batch.getLast().id()::equals);
        desk.spool.refuses(true);

        assertThatThrownBy(() -> desk.accept.acceptAll(batch)).isInstanceOf(PortUnavailableException.class);
        desk.store.refuse(_ -> false);
        assertThat(desk.accept.acceptAll(batch)).containsExactly(Appended.DUPLICATE, Appended.STORED);
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: uno", "eco: dos");
    }

    @Test
    void receiptsOfABatchAreSpooledTogether() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        PartId part = PartId.of(MessageId.of(Channel.TWILIO, "SM1"), 0);
        storeFails();
        assertThat(desk.receipts.recordAll(
                        List.of(receipt(part, DeliveryStatus.READ), receipt(part, DeliveryStatus.SENT))))
                .containsOnly(MessageLog.Applied.UNMATCHED);
        storeWorks();
        desk.pass(A_WHILE);

        assertThat(states(ANA)).containsExactly("answered", "read");
    }

    private DeliveryReceipt receipt(PartId part, DeliveryStatus status) {
        return new DeliveryReceipt(Channel.TWILIO, "SMout", part, status, null, null, desk.clock.instant());
    }

    @Test
    void aRepeatIsADuplicateWhereverTheFirstIsStored() {
        desk.writes("SM1", ANA, "uno");
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.writes("SM2", BRUNO, "dos");
        desk.writes("SM2", BRUNO, "dos");
        storeWorks();
        desk.pass(A_WHILE);
        assertThat(desk.writes("SM2", BRUNO, "dos")).isEqualTo(Appended.DUPLICATE);
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: uno", "eco: dos");
    }

    @Test
    void aSpooledMessageThatIsAlsoInTheStoreIsAnswered() {
        InboundMessage message = Messages.text("SM1", ANA, "hola", desk.clock.instant());
        desk.store.append(message);
        storeFails();
        desk.sends(message);
        storeWorks();
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
    }

    @Test
    void newMessagesDoNotOvertakeTheSpool() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        storeWorks();
        desk.clock.advance(Duration.ofMillis(10));
        desk.writes("SM2", ANA, "dos");
        assertThat(desk.store.backlog().waiting()).isZero();
        desk.pass(A_WHILE);

        assertThat(desk.prompts.stream().map(Prompt::message)).containsExactly("uno\ndos");
        desk.writes("SM3", ANA, "tres");
        assertThat(desk.spool.entries()).isEmpty();
        assertThat(desk.store.backlog().waiting()).isEqualTo(1);
    }

    @Test
    void aTurnInProgressContinuesBeforeLaterMessages() {
        desk.writes("SM1", ANA, "uno");
        storeFails();
        desk.pass(Duration.ofSeconds(5));
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofSeconds(5));
        storeWorks();
        desk.pass(Duration.ofSeconds(10));

        assertThat(String.join("\n", desk.sender.texts())).contains("eco: uno").endsWith("dos");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void receiptsAreSpooledAndApplied() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        storeFails();
        PartId part = PartId.of(MessageId.of(Channel.TWILIO, "SM1"), 0);
        desk.receipts.record(new DeliveryReceipt(
                Channel.TWILIO,
                FakeSender.externalId(part),
                part,
                DeliveryStatus.READ,
                null,
                null,
                desk.clock.instant()));
        desk.pass(A_WHILE);
        storeWorks();
        desk.pass(A_WHILE);

        assertThat(desk.store.states(List.of(part))).containsEntry(part, DeliveryStatus.READ);
        assertThat(desk.spool.entries()).isEmpty();
    }

    @Test
    void aFullSpoolRefusesAndALaterRetrySucceeds() {
        storeFails();
        desk.spool.refuses(true);
        assertThatThrownBy(() -> desk.writes("SM1", ANA, "hola")).isInstanceOf(PortUnavailableException.class);
        desk.pass(A_WHILE);
        storeWorks();
        assertThat(desk.writes("SM1", ANA, "hola")).isEqualTo(Appended.STORED);
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
    }

    @Test
    void aKillDuringAnOutageLosesNothing() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        Desk next = desk.restarted();
        next.writes("SM2", ANA, "dos");
        next.pass(A_WHILE);
        Desk last = next.restarted();
        storeWorks();
        last.pass(A_WHILE);

        assertThat(last.prompts.stream().map(Prompt::message)).containsExactly("uno\ndos");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aKillDuringADrainIsHarmless() {
        storeFails();
        for (int i = 0; i < 10; i++) {
            desk.writes("SM" + i, "+1555000001" + i, "n" + i);
        }
        int[] appends = {0};
        desk.store.failWhen(method -> method.equals("append") && ++appends[0] > 4);
        desk.pass(Duration.ofSeconds(1));
        Desk next = desk.restarted();
        storeWorks();
        next.pass(Duration.ofSeconds(20));

        assertThat(desk.sender.texts()).hasSize(10).doesNotHaveDuplicates();
        assertThat(desk.spool.entries()).isEmpty();
    }

    @Test
    void aUserWhoseDeadlinePassesGetsOneFailureNoticeAndNoLaterAnswer() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofSeconds(30));
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofMinutes(10));
        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        storeWorks();
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.attempts()).isEqualTo(1);
        assertThat(states(ANA)).containsExactlyInAnyOrder("dead", "dead", "sent");
        assertThat(desk.told(Event.Answered.class))
                .extracting(Event.Answered::closing)
                .containsOnly(Closing.APOLOGY);
        assertThat(desk.spool.entries()).isEmpty();
        desk.writes("SM3", ANA, "¿y ahora?");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly(APOLOGY, "eco: ¿y ahora?");
    }

    @Test
    void aMessageAfterAFailureNoticeIsAnsweredWhenTheStoreIsBack() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofSeconds(65));
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofSeconds(5));
        storeWorks();
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.sender.texts()).containsExactly(APOLOGY, "eco: dos");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void otherProcessesSeeAMessageOnlyTogetherWithItsFailureNotice() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofSeconds(70));
        desk.store.failWhen("claim"::equals);
        desk.pass(Duration.ofSeconds(10));
        assertThat(desk.store.backlog().waiting()).isZero();
        storeWorks();
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        assertThat(states(ANA)).containsExactlyInAnyOrder("dead", "sent");
    }

    @Test
    void aMessageRedeliveredAfterItsFailureNoticeGetsNoSecondOne() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofSeconds(65));
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMinutes(3));
        storeWorks();
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aKillAfterAFailureNoticeLeadsToNoSecondReply() {
        desk.writes("SM1", ANA, "antes");
        storeFails();
        desk.writes("SM2", BRUNO, "durante");
        desk.pass(Duration.ofSeconds(70));
        assertThat(desk.sender.texts()).containsExactly(APOLOGY, APOLOGY);

        Desk next = desk.restarted();
        next.pass(Duration.ofMinutes(2));
        storeWorks();
        next.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.attempts()).isEqualTo(2);
        assertThat(states(ANA)).containsExactly("dead", "sent");
        assertThat(states(BRUNO)).containsExactly("dead", "sent");
        assertThat(desk.spool.entries()).isEmpty();
    }

    @Test
    void aKillBeforeTheFailureNoticeSendsItOnceTheStoreIsBack() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.sender.nextOutcome(new SendOutcome.Unknown("killed"));
        desk.pass(Duration.ofSeconds(70));
        assertThat(desk.sender.texts()).isEmpty();
        assertThat(desk.spool.entries()).anyMatch(Entry.FailureNoticeMark.class::isInstance);

        Desk next = desk.restarted();
        next.pass(Duration.ofMinutes(2));
        assertThat(desk.sender.attempts()).isEqualTo(1);
        storeWorks();
        next.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        assertThat(states(ANA)).containsExactlyInAnyOrder("dead", "sent");
    }

    @Test
    void aFailureNoticeWithUnknownOutcomeIsLookedUp() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.sender.nextIsAcceptedButUnknown();
        desk.pass(Duration.ofMinutes(2));
        storeWorks();
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.attempts()).isEqualTo(1);
        assertThat(states(ANA)).containsExactlyInAnyOrder("dead", "sent");
    }

    @Test
    void aThrottledFailureNoticeIsRetried() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(1), "20429"));
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        assertThat(desk.sender.attempts()).isEqualTo(2);
    }

    @Test
    void withoutAMarkInTheSpoolNoFailureNoticeIsSent() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.spool.refuses(true);
        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.sender.attempts()).isZero();
        desk.spool.refuses(false);
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
    }

    @Test
    void aSentButUnrecordedAnswerLeadsToNoFailureNotice() {
        desk.store.failWhen("record"::equals);
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        storeFails();
        desk.pass(Duration.ofMinutes(3));
        storeWorks();
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.attempts()).isEqualTo(1);
        assertThat(states(ANA)).containsExactly("answered", "sent");
    }

    @Test
    void anAnswerCommittedDuringTheOutageIsNotSentAfterTheFailureNotice() {
        desk.store.loseAnswersWhen("commit"::equals);
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMillis(1_050));
        assertThat(desk.sender.attempts()).isZero();
        storeFails();
        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        desk.store.loseAnswersWhen(_ -> false);
        Desk next = desk.restarted();
        storeWorks();
        next.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        assertThat(desk.store.backlog().waiting()).isZero();
        next.writes("SM2", ANA, "¿y ahora?");
        next.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly(APOLOGY, "eco: ¿y ahora?");
    }

    @Test
    void theProbeReportsTheOldestEntryOfTheSpool() {
        storeFails();
        desk.writes("SM1", ANA, "uno");
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofSeconds(3));

        assertThat(new SpoolProbe(desk.spool, desk.clock).check().details())
                .containsEntry("entries", 2L)
                .containsEntry("bytes", 2L)
                .containsEntry("limit", 1_000L)
                .containsEntry("oldest_age_ms", 3_000L);
        assertThat(new SpoolProbe(desk.spool, desk.clock).check().up()).isTrue();
        desk.spool.refuses(true);
        assertThat(new SpoolProbe(desk.spool, desk.clock).check().up()).isFalse();
    }
}
