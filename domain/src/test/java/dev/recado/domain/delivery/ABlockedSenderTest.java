package dev.recado.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.ServiceWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ABlockedSenderTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(80);
    private static final SendOutcome.Blocked EXPIRED =
            new SendOutcome.Blocked("190", "the token has expired", true, "set a new WHATSAPP_TOKEN");

    private Desk desk = new Desk();

    private List<String> statuses(String from) {
        return desk
                .store
                .history(Messages.text("x", from, "x", desk.clock.instant()).conversationId(), 50)
                .stream()
                .map(MessageLog.Entry::status)
                .toList();
    }

    @Test
    void whatCannotBeSentWaitsForTheRepairAndLeavesInOrder() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMinutes(5));
        desk.writes("SM2", ANA, "dos");
        desk.writes("SM3", BRUNO, "tres");
        desk.pass(Duration.ofHours(3));
        assertThat(desk.sender.texts()).isEmpty();
        assertThat(desk.store.backlog().waiting()).isEqualTo(3);

        desk.sender.unblock();
        desk.pass(LONGEST_DELAY.multipliedBy(2));

        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: uno", "eco: dos", "eco: tres");
        assertThat(desk.sender.texts().indexOf("eco: uno"))
                .isLessThan(desk.sender.texts().indexOf("eco: dos"));
        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(desk.told(Event.DeadLettered.class)).isEmpty();
    }

    /// The time of the block counts for nobody: a user whose answer waits for the sender is not late.
    @Test
    void aStoreThatFailsOnceAfterTheRepairIsNoReasonForAnApology() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.writes("SM2", BRUNO, "dos");
        desk.pass(Duration.ofMinutes(5));
        desk.writes("SM3", ANA, "tres");
        desk.pass(Duration.ofMinutes(30));
        desk.sender.unblock();
        AtomicInteger failures = new AtomicInteger();
        desk.store.failWhen(method -> method.equals("claim")
                && !desk.told(Event.SenderUnblocked.class).isEmpty()
                && failures.getAndIncrement() == 0);

        desk.pass(LONGEST_DELAY.multipliedBy(2));

        assertThat(failures).hasPositiveValue();
        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: uno", "eco: dos", "eco: tres");
    }

    @Test
    void onePartIsTriedNowAndThenLessAndLessOften() {
        desk.sender.blockedBy(EXPIRED);
        IntStream.range(0, 40).forEach(i -> desk.writes("SM" + i, "+1555000010" + i, "hola"));
        desk.pass(Duration.ofMinutes(1));
        assertThat(desk.sender.attempts()).isBetween(4, 7);
        desk.pass(Duration.ofHours(1));
        assertThat(desk.sender.attempts()).isBetween(45, 70);
    }

    @Test
    void whatWasOnItsWayWhenItBeganProvesNothing() {
        SenderBlocks blocks = new SenderBlocks(desk.store, desk.events::add, desk.businessEvents::addAll, desk.clock);
        OutboundMessage first = Messages.part(Messages.text("SM1", ANA, "uno", desk.clock.instant()), 0, 1, "uno");
        OutboundMessage second = Messages.part(Messages.text("SM2", BRUNO, "dos", desk.clock.instant()), 0, 1, "dos");
        blocks.admit(first);
        blocks.admit(second);
        blocks.tried(first, EXPIRED);
        blocks.tried(second, new SendOutcome.Accepted("SMout"));
        assertThat(blocks.current()).hasSize(1);

        blocks.tried(second, EXPIRED);
        assertThat(blocks.wait(first)).as("no longer than after one").isEqualTo(Duration.ofSeconds(2));
        assertThat(desk.told(Event.SenderBlocked.class)).hasSize(1);
    }

    @Test
    void theOperatorIsAlarmedOnceAndToldWhatToDo() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.writes("SM2", BRUNO, "dos");
        desk.pass(Duration.ofHours(1));

        assertThat(desk.told(Event.SenderBlocked.class))
                .containsExactly(new Event.SenderBlocked(
                        Channel.TWILIO, "190", "the token has expired", "set a new WHATSAPP_TOKEN"));
        assertThat(desk.blocks.current()).singleElement().satisfies(blocked -> {
            assertThat(blocked.channel()).isEqualTo(Channel.TWILIO);
            assertThat(blocked.remedy()).isEqualTo("set a new WHATSAPP_TOKEN");
        });

        desk.sender.unblock();
        desk.pass(LONGEST_DELAY);
        assertThat(desk.told(Event.SenderUnblocked.class)).hasSize(1);
        assertThat(desk.blocks.current()).isEmpty();
    }

    @Test
    void whatWaitsLeavesAfterARestartWithNewCredentials() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofHours(2));
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofHours(2));

        desk.sender.unblock();
        desk = desk.restarted();
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
        assertThat(statuses(ANA)).containsExactlyInAnyOrder("answered", "sent", "answered", "sent");
    }

    @Test
    void aRestartThatMendsNothingLosesNothing() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        for (int life = 0; life < 10; life++) {
            desk = desk.restarted();
            desk.pass(Duration.ofMinutes(20));
        }
        assertThat(statuses(ANA)).containsExactly("received");

        desk.sender.unblock();
        desk.pass(LONGEST_DELAY);
        assertThat(desk.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void nobodyIsApologisedToForAnAnswerThatWaits() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMinutes(30));
        desk.store.failWhen(method -> true);
        desk.pass(Duration.ofMinutes(2));
        desk.store.failWhen(method -> false);
        desk.sender.unblock();
        desk.pass(LONGEST_DELAY.multipliedBy(2));

        assertThat(desk.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void whatWaitedUntilItsTimeWasOverIsADeadLetter() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofHours(25));

        assertThat(statuses(ANA)).containsExactly("dead", "failed");
        desk.sender.unblock();
        desk.pass(LONGEST_DELAY);
        assertThat(desk.sender.texts()).isEmpty();
    }

    @Test
    void aPartOfWhichNobodyKnowsWhetherItIsOutIsAskedForOnceTheProviderListensAgain() {
        desk.sender.nextIsAcceptedButUnknown();
        desk.sender.lookUpFails(true);
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        desk.sender.lookUpFails(false);
        desk.sender.blockedBy(EXPIRED);
        desk.pass(Duration.ofHours(1));
        desk.sender.unblock();
        desk.pass(LONGEST_DELAY);

        assertThat(desk.sender.texts()).containsExactly("eco: uno");
        assertThat(statuses(ANA)).containsExactly("answered", "sent");
    }

    @Test
    void anOldPartThatIsFoundDoesNotShowThatItsSenderCanSend() {
        desk.sender.nextIsAcceptedButUnknown();
        desk.sender.lookUpFails(true);
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        OutboundMessage other = Messages.part(Messages.text("SM2", BRUNO, "dos", desk.clock.instant()), 0, 1, "dos");
        desk.blocks.admit(other);
        desk.blocks.tried(other, EXPIRED);
        desk.sender.lookUpFails(false);
        desk.pass(LONGEST_DELAY);

        assertThat(statuses(ANA)).containsExactly("answered", "sent");
        assertThat(desk.blocks.current()).hasSize(1);
    }

    @Test
    void whatIsPutOffAfterTheRepairWaitsForTheOperatorNoMore() {
        OutboundMessage part = Messages.part(Messages.text("SM1", ANA, "uno", desk.clock.instant()), 0, 1, "uno");
        Delivery delivery = new Delivery(
                new Senders(Map.of(Channel.TWILIO, desk.sender), desk.blocks),
                Duration.ofMinutes(10),
                new Pacing(Pacing.Limits.NONE, desk.clock, desk.clock::advance),
                desk.events::add,
                desk.clock,
                new Random(1));
        DeliveryAttempt.Terms terms =
                new DeliveryAttempt.Terms(desk.clock.instant(), new ServiceWindow(null), Set.of(), () -> true);
        Outbox outbox =
                new Outbox(List.of(new PendingPart(part, DeliveryStatus.QUEUED)), List.of(), desk.clock.instant());
        desk.sender.blockedBy(EXPIRED);
        DeliveryProgress blocked = delivery.deliver(outbox, terms);
        assertThat(blocked.isBlocked()).isTrue();

        desk.sender.unblock();
        desk.clock.advance(A_WHILE);
        desk.sender.nextOutcome(new SendOutcome.Throttled(A_WHILE, "20429"));
        assertThat(delivery.deliver(blocked.rest(), terms).isBlocked()).isFalse();
    }

    @Test
    void theBusinessIsToldOfTheBlockAndOfItsEnd() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMinutes(5));
        desk.sender.unblock();
        desk.pass(LONGEST_DELAY);

        assertThat(desk.store.recordedEvents())
                .filteredOn(event -> event.type().id().startsWith("provider_"))
                .extracting(event -> event.type().id(), event -> event.details().get("code"))
                .containsExactly(tuple("provider_blocked", "190"), tuple("provider_unblocked", "190"));
    }

    @Test
    void aNotificationWaitsForTheRepairToo() {
        desk.notifications.start();
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.sender.blockedBy(EXPIRED);
        desk.notify.notify(new Notification(
                "n1",
                new UserAddress.Phone(ANA),
                null,
                "REMINDER",
                "",
                "Mañana a las diez",
                null,
                desk.clock.instant()));
        desk.pass(Duration.ofHours(2));
        assertThat(desk.notify.state("n1"))
                .hasValueSatisfying(state -> assertThat(state.status()).isEqualTo("queued"));

        desk.sender.unblock();
        desk.pass(LONGEST_DELAY);
        assertThat(desk.sender.texts()).containsExactly("eco: hola", "Mañana a las diez");
        assertThat(desk.notify.state("n1"))
                .hasValueSatisfying(state -> assertThat(state.status()).isEqualTo("sent"));
    }

    @Test
    void aTestMessageIsTriedAtOnceAndShowsThatItIsMended() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofHours(1));
        assertThat(desk.sendTest.send(null, new UserAddress.Phone(BRUNO), "prueba"))
                .isEqualTo(EXPIRED);

        desk.sender.unblock();
        assertThat(desk.sendTest.send(null, new UserAddress.Phone(BRUNO), "prueba"))
                .isInstanceOf(SendOutcome.Accepted.class);
        assertThat(desk.blocks.current()).isEmpty();
    }

    @Test
    void aMessageThatWaitedIsGivenItsWholeTimeOnceItIsItsTurn() {
        desk.sender.blockedBy(EXPIRED);
        desk.writes("SM1", ANA, "uno");
        desk.pass(A_WHILE);
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofHours(1));
        desk.sender.unblock();
        desk.pass(LONGEST_DELAY);

        assertThat(desk.prompts.getLast().deadline())
                .isAfter(desk.clock.instant().minus(LONGEST_DELAY));
        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
        assertThat(desk.store.backlog()).isEqualTo(new Inbox.Backlog(0, java.util.Optional.empty()));
    }
}
