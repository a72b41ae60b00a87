package dev.recado.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FakePresence;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TypingIndicatorTest {
    private static final String ANA = "+15550000001";

    private final Desk desk = new Desk();

    private void thinksFor(Duration time) {
        desk.model = prompt -> {
            desk.pass(time);
            return new Generation.Answer("eco: " + prompt.message(), "scripted", Duration.ZERO);
        };
    }

    @Test
    void somebodyTypesWhileTheModelThinksAndUntilThen() {
        thinksFor(Duration.ofSeconds(45));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofSeconds(50));
        assertThat(desk.presence.shown()).containsExactly("SM1", "SM1", "SM1");

        desk.pass(Duration.ofMinutes(5));
        assertThat(desk.presence.shown()).hasSize(3);
        assertThat(desk.sender.texts()).containsExactly("eco: hola");
    }

    @Test
    void anAnswerThatIsReadyAtOnceIsNotFollowedByTyping() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).hasSize(1);
        assertThat(desk.presence.shown()).isEmpty();
        assertThat(desk.presence.read()).as("it is read all the same").containsExactly("SM1");
    }

    @Test
    void itIsShownBeforeTheAnswerOnly() {
        List<Integer> sent = new ArrayList<>();
        desk.presence.onTyping(message -> sent.add(desk.sender.attempts()));
        thinksFor(Duration.ofSeconds(25));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMinutes(1));

        assertThat(sent).containsExactly(0, 0);
    }

    @Test
    void aProviderThatDoesNotShowItChangesNothing() {
        desk.presence.onTyping(message -> {
            throw new PortUnavailableException("no");
        });
        thinksFor(Duration.ofSeconds(5));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
    }

    @Test
    void aProviderThatFailsAgainAndAgainIsLeftAloneForSomeMinutes() {
        AtomicBoolean fails = new AtomicBoolean(true);
        int[] asked = {0};
        desk.presence.onTyping(message -> {
            asked[0]++;
            if (fails.get()) {
                throw new PortUnavailableException("no");
            }
        });
        thinksFor(Duration.ofSeconds(1));
        for (int i = 0; i < 8; i++) {
            desk.writes("SM" + i, ANA, "hola");
            desk.pass(Duration.ofSeconds(5));
        }
        assertThat(asked[0]).isEqualTo(5);
        assertThat(desk.told(Event.TypingPaused.class))
                .singleElement()
                .satisfies(e -> assertThat(e.reason()).isEqualTo("no"));

        fails.set(false);
        desk.pass(Duration.ofMinutes(5));
        desk.writes("SM9", ANA, "hola");
        desk.pass(Duration.ofSeconds(5));
        assertThat(desk.presence.shown()).containsExactly("SM9");
    }

    @Test
    void aCallUnderWayIsWaitedForSoThatTheAnswerComesAfterIt() throws Exception {
        FakePresence presence = new FakePresence();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        presence.onTyping(message -> {
            begun.countDown();
            await(goOn);
        });
        SettableClock clock = new SettableClock();
        TypingIndicator typing = new TypingIndicator(
                Map.of(Channel.TWILIO, presence),
                (delay, task) -> {
                    if (delay.isZero()) {
                        Thread.startVirtualThread(task);
                    }
                },
                event -> {},
                clock);
        InboundMessage hello = Messages.text("SM1", ANA, "hola", clock.instant());
        TypingIndicator.Shown shown = typing.to(hello);
        await(begun);
        Thread.startVirtualThread(goOn::countDown);
        shown.close();

        assertThat(presence.shown()).containsExactly("SM1");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
