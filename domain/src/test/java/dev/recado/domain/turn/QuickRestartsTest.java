package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A process that dies takes all its turns along. That is held against a message only when it happens again and
/// again in processes that ran well before.
class QuickRestartsTest {
    private static final String ANA = "+15550000001";
    private static final String SORRY = BuiltInText.APOLOGY.in(Language.SPANISH);
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Desk desk = new Desk();

    private static Generation deadly(Prompt prompt) {
        throw new OutOfMemoryError("the end of a process: " + prompt.message());
    }

    private static Generation echo(Prompt prompt) {
        return new Generation.Answer("eco: " + prompt.message(), "scripted", Duration.ZERO);
    }

    /// Runs a process until it dies of a turn, or for the given time.
    ///
    /// @return whether it died
    private static boolean dies(Desk life, Duration within) {
        try {
            life.pass(within);
            return false;
        } catch (OutOfMemoryError e) {
            return true;
        }
    }

    @Test
    void manyKillsInAMinuteMakeNoAnswerAnApology() {
        desk.writes("SM1", ANA, "hola");
        Desk life = desk;
        for (int lives = 0; lives < 4 * Desk.ATTEMPTS; lives++) {
            life.model = QuickRestartsTest::deadly;
            dies(life, QUICK);
            life = life.restarted();
        }
        life.pass(LONG);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(desk.store.list(10, null)).isEmpty();
    }

    @Test
    void anAnswerAfterManyKillsHasItsWholeTimeToThink() {
        desk.writes("SM1", ANA, "hola");
        Desk life = desk;
        for (int lives = 0; lives < 2; lives++) {
            life.model = QuickRestartsTest::deadly;
            assertThat(dies(life, LONG)).isTrue();
            life = life.restarted();
        }
        List<Duration> left = new ArrayList<>();
        Desk last = life;
        last.model = prompt -> {
            left.add(Duration.between(last.clock.instant(), prompt.deadline()));
            return echo(prompt);
        };
        last.pass(LONG);

        assertThat(left)
                .singleElement()
                .satisfies(time -> assertThat(time).isGreaterThanOrEqualTo(Desk.DEADLINE.minusSeconds(3)));
    }

    @Test
    void aTurnIsTriedAgainAfterGrowingTimesInAProcessThatRunsWell() {
        desk.writes("SM1", ANA, "hola");
        Desk life = desk;
        List<Duration> waits = new ArrayList<>();
        for (int lives = 0; lives < Desk.ATTEMPTS; lives++) {
            life.model = QuickRestartsTest::deadly;
            Instant started = life.clock.instant();
            assertThat(dies(life, LONG)).isTrue();
            waits.add(Duration.between(started, life.clock.instant()));
            life = life.restarted();
        }

        assertThat(waits.subList(1, waits.size()))
                .isSorted()
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0);
        assertThat(waits.getLast()).isGreaterThan(waits.get(1).multipliedBy(2));
    }

    @Test
    void aMessageThatKillsEachProcessIsSetAsideInTheEndAndTheOthersAreAnswered() {
        Function<Prompt, Generation> poisoned =
                prompt -> prompt.message().equals("veneno") ? deadly(prompt) : echo(prompt);
        IntStream.range(0, 20).forEach(i -> desk.writes("SM" + i, "+1555000010" + i, i == 7 ? "veneno" : "n" + i));
        Desk life = desk;
        int deaths = 0;
        life.model = poisoned;
        while (dies(life, LONG)) {
            assertThat(++deaths).isLessThanOrEqualTo(Desk.ATTEMPTS);
            life = life.restarted();
            life.model = poisoned;
        }

        assertThat(deaths).isEqualTo(Desk.ATTEMPTS);
        assertThat(desk.sender.texts()).hasSize(20).containsOnlyOnce(SORRY).doesNotHaveDuplicates();
        assertThat(desk.store.list(10, null))
                .singleElement()
                .satisfies(letter -> assertThat(letter.message().externalId()).isEqualTo("SM7"));
    }

    @Test
    void aStoreThatFailsBetweenKillsIsNoFaultOfTheTurn() {
        desk.writes("SM1", ANA, "hola");
        desk.store.failWhen("commit"::equals);
        desk.pass(Duration.ofSeconds(10));
        desk.store.failWhen(_ -> false);
        Desk last = desk.restarted();
        last.model = QuickRestartsTest::deadly;
        assertThatThrownBy(() -> last.pass(LONG)).isInstanceOf(OutOfMemoryError.class);
        Desk next = last.restarted();
        next.pass(LONG);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(next.told(Event.DeadLettered.class)).isEmpty();
    }
}
