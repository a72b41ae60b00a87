package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// However long the store is gone, and whichever part of the process finds that a user's time is up: the user
/// gets one apology in time, and each message that it covers is a dead letter afterwards. All others are
/// answered.
class OneApologyForAnOutageTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final String APOLOGY = BuiltInText.APOLOGY.in(Language.SPANISH);
    private static final Duration ITS_TIME = Desk.DEADLINE.plusSeconds(5);
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private final Desk desk = new Desk();

    private void gone() {
        desk.store.failWhen(_ -> true);
    }

    private void back() {
        desk.store.failWhen(_ -> false);
    }

    private List<String> letters() {
        return desk.store.list(10, null).stream()
                .map(DeadLetter::message)
                .map(message -> message.externalId())
                .toList();
    }

    private List<String> setAside(Desk... lives) {
        return List.of(lives).stream()
                .flatMap(life -> life.told(Event.DeadLettered.class).stream())
                .flatMap(event -> event.ids().stream())
                .map(MessageId::toString)
                .toList();
    }

    @Test
    void whoWritesOnIsNotToldAgainAndIsAnsweredWhenTheStoreIsBack() {
        gone();
        desk.writes("SM1", ANA, "uno");
        desk.pass(ITS_TIME);
        desk.writes("SM2", ANA, "dos");
        desk.pass(ITS_TIME);
        desk.writes("SM3", ANA, "tres");
        desk.pass(ITS_TIME);
        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        back();
        desk.pass(A_WHILE);

        assertThat(String.join(
                        "\n", desk.sender.texts().subList(1, desk.sender.texts().size())))
                .contains("dos", "tres")
                .doesNotContain("uno", APOLOGY);
        assertThat(letters()).containsExactly("SM1");
        assertThat(setAside(desk)).hasSize(1);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void whatWaitsInATurnAndWhatLiesInTheSpoolShareOneApology() {
        desk.writes("SM1", ANA, "uno");
        gone();
        desk.pass(Duration.ofSeconds(10));
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofMinutes(3));
        assertThat(desk.sender.texts()).containsExactly(APOLOGY);
        back();
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(APOLOGY, "eco: dos");
        assertThat(letters()).containsExactly("SM1");
    }

    @Test
    void whoWritesMuchLaterInALongOutageIsToldAgain() {
        gone();
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMinutes(15));
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofMinutes(3));
        assertThat(desk.sender.texts()).containsExactly(APOLOGY, APOLOGY);
        back();
        desk.pass(A_WHILE);

        assertThat(desk.sender.attempts()).isEqualTo(2);
        assertThat(letters()).containsExactlyInAnyOrder("SM1", "SM2");
    }

    @Test
    void anApologyThatTheProviderNeverTookGivesWayToTheAnswer() {
        gone();
        desk.writes("SM1", ANA, "uno");
        for (int i = 0; i < 50; i++) {
            desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(1), "20429"));
        }
        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.sender.texts()).isEmpty();
        desk.sender.acceptsAll();
        back();
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno");
        assertThat(letters()).isEmpty();
        assertThat(desk.spool.entries()).isEmpty();
    }

    @Test
    void anAnswerThatTheStoreKeptIsSentWhenItsApologyWasNeverTaken() {
        AtomicBoolean gone = new AtomicBoolean();
        desk.store.failWhen(_ -> gone.get());
        desk.store.loseAnswersWhen(method -> {
            gone.compareAndSet(false, method.equals("commit"));
            return gone.get();
        });
        for (int i = 0; i < 50; i++) {
            desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(1), "20429"));
        }
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.sender.texts()).isEmpty();

        desk.sender.acceptsAll();
        desk.store.loseAnswersWhen(_ -> false);
        gone.set(false);
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno");
        assertThat(letters()).isEmpty();
    }

    @Test
    void anApologyThatMayNotBeOutIsNotSentAfterLaterAnswers() {
        gone();
        desk.writes("SM1", ANA, "uno");
        desk.sender.nextOutcome(new SendOutcome.Unknown("killed"));
        desk.pass(ITS_TIME);
        desk.timer.stop();
        back();
        Desk other = desk.otherProcess();
        other.writes("SM2", ANA, "dos");
        other.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: dos");

        Desk next = desk.restarted();
        next.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.texts()).containsExactly("eco: dos");
        assertThat(letters()).containsExactly("SM1");
        assertThat(setAside(next)).hasSize(1);
        assertThat(states()).containsExactlyInAnyOrder("answered", "sent", "dead", "unknown");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    private List<String> states() {
        return desk
                .store
                .history(Messages.text("x", ANA, "x", desk.clock.instant()).conversationId(), 50)
                .stream()
                .map(MessageLog.Entry::status)
                .toList();
    }

    @Test
    void aMessageThatTheStoreTookBeforeItWentAgainGetsNoApology() {
        MessageId stuck = MessageId.of(Channel.TWILIO, "SM0");
        desk.store.refuse(stuck::equals);
        gone();
        desk.writes("SM0", BRUNO, "cero");
        desk.writes("SM1", ANA, "uno");
        back();
        desk.pass(Duration.ofSeconds(8));
        assertThat(desk.store.backlog().waiting())
                .as("the second one is stored")
                .isEqualTo(1);
        desk.recovery.start();
        desk.pass(Duration.ofSeconds(1));
        assertThat(desk.sender.texts()).containsExactly("eco: uno");
        gone();
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.sentTo(BRUNO)).containsExactly(APOLOGY);
        assertThat(desk.sender.sentTo(ANA)).containsExactly("eco: uno");
    }

    @Test
    void whatQueuesAgainKeepsItsUsersTime() {
        MessageId stuck = MessageId.of(Channel.TWILIO, "SM0");
        desk.store.refuse(stuck::equals);
        gone();
        desk.writes("SM0", BRUNO, "cero");
        desk.writes("SM1", ANA, "uno");
        back();
        while (desk.spool.entries().getFirst() instanceof Entry.Message first
                && first.message().id().equals(stuck)) {
            desk.pass(Duration.ofMillis(500));
        }
        gone();
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.sentTo(BRUNO)).containsExactly(APOLOGY);
        assertThat(desk.sender.sentTo(ANA)).doesNotContain(APOLOGY);
    }

    @Test
    void aConversationThatCannotBeReadAfterAnOutageLeavesDeadLettersAllTheSame() {
        gone();
        desk.writes("SM1", ANA, "uno");
        desk.pass(ITS_TIME);
        back();
        desk.store.breakWhen("claim"::equals);
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofMinutes(5));

        assertThat(desk.sender.texts()).containsOnly(APOLOGY);
        assertThat(letters()).containsExactlyInAnyOrder("SM1", "SM2");
        assertThat(desk.store.backlog().waiting()).isZero();
    }
}
