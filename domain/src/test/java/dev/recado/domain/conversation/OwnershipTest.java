package dev.recado.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.Ownership.Assignee;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.message.Author;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Who has a conversation, step by step.
class OwnershipTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Author MARTA = new Author("marta", "Marta");
    private static final Author LUIS = new Author("luis", "Luis");
    private static final Ownership WAITING = Ownership.NEW.requested(new Handoff(NOON, "una persona", "user"));

    @Test
    void aRequestWaitsForAPersonWhoThenHasTheConversation() {
        Ownership taken = WAITING.takenBy(MARTA, LATER);

        assertThat(WAITING.status()).isEqualTo(ConversationStatus.WAITING);
        assertThat(taken.status()).isEqualTo(ConversationStatus.HUMAN);
        assertThat(taken.assignee()).isEqualTo(new Assignee(MARTA, LATER));
        assertThat(taken.handoff()).isEqualTo(WAITING.handoff());
        assertThat(taken.isWithHuman(LATER.plus(Duration.ofDays(9)))).isTrue();
    }

    @Test
    void eachStepHasTheNextVersion() {
        List<UnaryOperator<Ownership>> steps = List.of(
                ownership -> ownership.requested(new Handoff(NOON, "", "user")),
                ownership -> ownership.overdue(LATER),
                ownership -> ownership.takenBy(MARTA, LATER),
                Ownership::answered,
                ownership -> ownership.userWrote(LATER),
                ownership -> ownership.queuedAgain("idle", LATER),
                ownership -> ownership.takenBy(LUIS, LATER),
                Ownership::givenBack,
                ownership -> ownership.takenInPhoneApp(LATER),
                ownership -> ownership.closed(LATER));
        Ownership ownership = Ownership.NEW;
        for (int i = 0; i < steps.size(); i++) {
            ownership = steps.get(i).apply(ownership);
            assertThat(ownership.version()).as("step %d", i).isEqualTo(i + 1L);
        }
    }

    @Test
    void aStepThatChangesNothingIsNone() {
        Ownership taken = Ownership.NEW.takenBy(MARTA, NOON);

        assertThat(WAITING.requested(new Handoff(LATER, "otra vez", "user"))).isEqualTo(WAITING);
        assertThat(taken.requested(new Handoff(LATER, "", "user"))).isEqualTo(taken);
        assertThat(taken.takenBy(new Author("marta", "Marta P."), LATER)).isEqualTo(taken);
        assertThat(taken.answered()).isEqualTo(taken);
        assertThat(taken.takenInPhoneApp(LATER)).isEqualTo(taken);
        assertThat(Ownership.NEW.givenBack()).isEqualTo(Ownership.NEW);
        assertThat(Ownership.NEW.userWrote(NOON)).isEqualTo(Ownership.NEW);
        assertThat(Ownership.NEW.closed(NOON).closed(LATER)).isEqualTo(Ownership.NEW.closed(NOON));
    }

    @Test
    void aPersonOwesAnAnswerSinceTheFirstMessageThatIsNotAnswered() {
        Ownership taken = Ownership.NEW.takenBy(MARTA, NOON);
        assertThat(taken.unansweredSince()).isNull();

        Ownership wrote = taken.userWrote(LATER).userWrote(LATER.plusSeconds(5));
        assertThat(wrote.unansweredSince()).isEqualTo(LATER);
        assertThat(wrote.answered().unansweredSince()).isNull();
        assertThat(wrote.givenBack().unansweredSince()).isNull();
    }

    @Test
    void whoTakesARequestOwesAnAnswerFromThenOn() {
        assertThat(WAITING.takenBy(MARTA, LATER).unansweredSince()).isEqualTo(LATER);

        Ownership handedOn = WAITING.takenBy(MARTA, LATER).takenBy(LUIS, LATER.plusSeconds(60));
        assertThat(handedOn.unansweredSince()).isEqualTo(LATER.plusSeconds(60));
    }

    @Test
    void aConversationThatGoesBackToTheQueueWaitsSinceTheRequest() {
        Ownership again = WAITING.overdue(LATER).takenBy(MARTA, LATER).queuedAgain("idle", LATER.plusSeconds(60));

        assertThat(again.status()).isEqualTo(ConversationStatus.WAITING);
        assertThat(again.assignee()).isNull();
        assertThat(again.handoff()).isEqualTo(new Handoff(NOON, "una persona", "idle"));
        assertThat(Ownership.NEW.takenBy(MARTA, NOON).queuedAgain("idle", LATER).handoff())
                .isEqualTo(new Handoff(LATER, "", "idle"));
    }

    @Test
    void thePhoneAppKeepsTheBotSilentForAWhile() {
        Ownership phone = WAITING.takenInPhoneApp(LATER);

        assertThat(phone.isWithHuman(NOON)).isTrue();
        assertThat(phone.isWithHuman(LATER)).isFalse();
        assertThat(phone.owner()).isEmpty();
        assertThat(phone.takenInPhoneApp(NOON).humanUntil()).isEqualTo(LATER);
        assertThat(phone.takenInPhoneApp(LATER.plusSeconds(9)).humanUntil()).isEqualTo(LATER.plusSeconds(9));
        assertThat(phone.takenBy(MARTA, NOON).humanUntil()).isNull();
    }

    @Test
    void ofTwoConversationsThatBecomeOneThePersonsComesFirst() {
        Ownership taken = Ownership.NEW.takenBy(MARTA, NOON).userWrote(LATER);

        assertThat(WAITING.with(taken).assignee()).isEqualTo(taken.assignee());
        assertThat(taken.with(WAITING).unansweredSince()).isEqualTo(LATER);
        assertThat(Ownership.NEW.with(WAITING).handoff()).isEqualTo(WAITING.handoff());
        assertThat(Ownership.NEW.closed(NOON).with(Ownership.NEW).status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(WAITING.with(taken).version()).isEqualTo(3);
    }

    @Test
    void whoIsKnownByNameComesBeforeThePhoneAppAndOwesWhatWaits() {
        Ownership taken = Ownership.NEW.takenBy(MARTA, NOON);
        Ownership phone = Ownership.NEW.takenInPhoneApp(LATER);

        assertThat(phone.with(taken).owner()).contains(MARTA);
        assertThat(taken.with(phone).owner()).contains(MARTA);
        assertThat(taken.with(WAITING).unansweredSince()).isEqualTo(NOON);
        assertThat(WAITING.with(taken).handoff()).isEqualTo(WAITING.handoff());
        assertThat(Ownership.NEW.with(taken).unansweredSince()).isNull();
    }

    @Test
    void whatWasWrittenBeforeAPersonClosedNeedsNoAnswer() {
        Ownership closed = Ownership.NEW.closed(NOON);

        assertThat(closed.isClosedAfter(NOON.minusMillis(1))).isTrue();
        assertThat(closed.isClosedAfter(NOON)).isFalse();
        assertThat(closed.givenBack().isClosedAfter(NOON.minusMillis(1))).isFalse();
        assertThat(Ownership.NEW.closedSilently().isClosedAfter(NOON.minusMillis(1)))
                .isFalse();
    }
}
