package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What an owner may do whose lease runs out, and that whatever was to happen later happens after a restart too.
class LeasesAndTimersTest {
    private static final String ANA = "+15550000001";
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Desk desk = new Desk();

    @Test
    void anOwnerThatCouldNotRenewItsLeaseSendsNothingMore() {
        desk.sender.duringNextSend(() -> {
            desk.store.failWhen(m -> true);
            desk.clock.advance(Duration.ofSeconds(7));
        });
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(Duration.ofMillis(1100));

        assertThat(desk.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void whatItLeftIsSentByWhoeverTakesOver() {
        Desk other = desk.otherProcess();
        other.recovery.start();
        desk.sender.duringNextSend(() -> {
            desk.store.failWhen(m -> true);
            desk.clock.advance(Duration.ofSeconds(11));
        });
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(Duration.ofMillis(1100));
        desk.dispatcher.stop();
        desk.store.failWhen(m -> false);
        other.pass(A_WHILE);
        other.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void anOwnerThatRenewsInTimeGoesOn() {
        desk.sender.duringNextSend(() -> desk.clock.advance(Duration.ofSeconds(9)));
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(Duration.ofMillis(1100));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos");
    }

    @Test
    void theQuietTimeEndsAfterARestartToo() {
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMillis(500));
        desk.writes("SM2", ANA, "dos");
        Desk next = desk.restarted();
        next.pass(A_WHILE);

        assertThat(next.prompts)
                .singleElement()
                .satisfies(p -> assertThat(p.message()).isEqualTo("uno\ndos"));
    }

    @Test
    void aThrottledPartIsSentAfterARestartToo() {
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(30), "20429"));
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).isEmpty();

        desk.restarted().pass(Duration.ofSeconds(10));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos");
    }

    @Test
    void anUnknownOutcomeIsLookedUpAfterARestartToo() {
        desk.sender.nextIsAcceptedButUnknown();
        desk.sender.lookUpFails(true);
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(Duration.ofSeconds(5));
        assertThat(desk.sender.texts()).containsExactly("eco: uno");

        Desk next = desk.restarted();
        next.pass(A_WHILE);
        desk.sender.lookUpFails(false);
        next.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos");
        assertThat(desk.sender.attempts()).isEqualTo(2);
    }

    @Test
    void whatAProcessWasToDoLaterIsDoneByAnotherWhenItDies() {
        Desk other = desk.otherProcess();
        other.recovery.start();
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(3), "20429"));
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMillis(1100));
        desk.dispatcher.stop();
        other.pass(Duration.ofSeconds(15));

        assertThat(desk.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void aSweepLeavesAloneWhatAnotherProcessIsAtWorkOn() {
        Desk other = desk.otherProcess();
        desk.model = prompt -> {
            other.recovery.start();
            for (int i = 0; i < 25; i++) {
                desk.pass(Duration.ofSeconds(1));
                other.pass(Duration.ZERO);
                assertThat(other.told(Event.TurnDeferred.class)).isEmpty();
            }
            return new Generation.Answer("despacio", "scripted", Duration.ZERO);
        };
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofSeconds(40));

        assertThat(desk.sender.texts()).containsExactly("despacio");
    }
}
