package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The store is away while two processes share its conversations: nobody is apologised to for a message that is
/// answered, and a message that can still be answered is.
class AnOutageOfTwoProcessesTest {
    private static final String ANA = "+15550000001";
    private static final String APOLOGY = BuiltInText.APOLOGY.in(Language.SPANISH);
    private static final Duration QUIET = Desk.QUIET;
    /// When a message gets an apology, if nothing else.
    private static final Duration TIME_IS_UP = Desk.DEADLINE.minusSeconds(3);

    private final Desk one = new Desk();
    private final Desk two = one.otherProcess();

    private void gone() {
        one.store.failWhen(_ -> true);
    }

    private void back() {
        one.store.failWhen(_ -> false);
    }

    private List<String> letters() {
        return one.store.list(10, null).stream()
                .map(DeadLetter::message)
                .map(message -> message.externalId())
                .toList();
    }

    /// The second process finds what waits before the first one's quiet time is over.
    private void secondAnswersAll() {
        two.recovery.start();
        two.pass(Duration.ZERO);
    }

    @Test
    void whatTheOtherProcessAnsweredIsClosedAlsoWhereMoreWaitsThanATurnTakes() {
        one.writes("SM1", ANA, "uno");
        secondAnswersAll();
        assertThat(one.sender.texts()).containsExactly("eco: uno");
        for (int i = 2; i <= 52; i++) {
            two.writes("SM" + i, ANA, "n" + i);
        }
        AtomicInteger claims = new AtomicInteger();
        one.store.failWhen(method -> method.equals("claim") && claims.incrementAndGet() > 1);
        one.pass(TIME_IS_UP.plusMillis(500));

        assertThat(claims.get()).isGreaterThan(1);
        assertThat(one.sender.texts()).doesNotContain(APOLOGY);
    }

    @Test
    void whatTheOtherProcessAnsweredIsClosedWhileItKeepsTheConversation() {
        one.writes("SM1", ANA, "uno");
        secondAnswersAll();
        ConversationKey key = ConversationKey.by(Messages.text("SM1", ANA, "uno", one.clock.instant()));
        two.store.claim(key, two.clock.instant(), Duration.ofSeconds(2));
        one.pass(QUIET);
        gone();
        one.pass(TIME_IS_UP);

        assertThat(one.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void whatIsKnownToBeAnsweredStaysClosedWhenTheTurnFailsLater() {
        one.writes("SM1", ANA, "uno");
        secondAnswersAll();
        AtomicBoolean gone = new AtomicBoolean();
        one.store.failWhen(method -> {
            gone.compareAndSet(false, method.equals("release"));
            return gone.get();
        });
        one.pass(TIME_IS_UP.plus(QUIET));

        assertThat(gone).isTrue();
        assertThat(one.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void anAnsweredMessageIsNoDeadLetterAlthoughItGotAnApology() {
        one.writes("SM1", ANA, "uno");
        secondAnswersAll();
        gone();
        one.pass(TIME_IS_UP.plus(QUIET));
        assertThat(one.sender.texts()).containsExactly("eco: uno", APOLOGY);
        back();
        one.writes("SM2", ANA, "dos");
        one.pass(Duration.ofSeconds(20));

        assertThat(letters()).isEmpty();
        assertThat(one.told(Event.DeadLettered.class)).isEmpty();
        assertThat(one.sender.texts()).containsExactly("eco: uno", APOLOGY, "eco: dos");
    }

    @Test
    void anApologyCoversNothingThatCanStillBeAnswered() {
        one.store.failWhen("claim"::equals);
        one.writes("SM1", ANA, "uno");
        one.pass(Duration.ofSeconds(30));
        one.writes("SM2", ANA, "dos");
        gone();
        one.pass(Duration.ofSeconds(30));
        assertThat(one.sender.texts()).containsExactly(APOLOGY);
        back();
        one.pass(Duration.ofSeconds(20));

        assertThat(one.sender.texts()).containsExactly(APOLOGY, "eco: dos");
        assertThat(letters()).containsExactly("SM1");
    }

    @Test
    void aTurnThatBeginsShortlyBeforeTheDeadlineHasTimeForItsAnswer() {
        one.store.failWhen("claim"::equals);
        one.writes("SM1", ANA, "uno");
        one.pass(TIME_IS_UP.minusMillis(1_100));
        back();
        one.pass(Duration.ofSeconds(1));

        assertThat(one.prompts)
                .extracting(Prompt::deadline)
                .allMatch(deadline -> deadline.isAfter(one.clock.instant().plusSeconds(5)));
        assertThat(one.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void anAnswerOfTheOtherProcessIsNotReplacedByAnApology() {
        one.store.failWhen("record"::equals);
        one.writes("SM1", ANA, "uno");
        secondAnswersAll();
        assertThat(one.sender.texts()).containsExactly("eco: uno");
        gone();
        one.pass(Desk.DEADLINE.plusSeconds(5));
        assertThat(one.sender.texts()).containsExactly("eco: uno", APOLOGY);
        back();
        one.pass(Duration.ofSeconds(20));

        assertThat(letters()).isEmpty();
        assertThat(one.told(Event.DeadLettered.class)).isEmpty();
        assertThat(one.store.backlog().waiting()).isZero();
        assertThat(one.sender.texts()).containsExactly("eco: uno", APOLOGY);
    }
}
