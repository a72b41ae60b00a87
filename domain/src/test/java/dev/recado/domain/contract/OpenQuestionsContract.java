package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.teaching.OpenQuestions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract of every [OpenQuestions].
public interface OpenQuestionsContract extends StoreContract {
    Author DEALER = new Author("martha", "Martha");

    /// On the store under test.
    EventLog eventLog();

    /// On the store under test.
    OpenQuestions openQuestions();

    private static BusinessEvent event(BusinessEvent.Type type, String of, Instant at) {
        return BusinessEvent.of(
                type, of, ConversationId.of(new Phone(ANA)), at, Map.of("question", "¿hay parking?", "language", "es"));
    }

    @Test
    default void aQuestionIsOpenUntilSomebodyDealsWithIt() {
        BusinessEvent unknown = event(BusinessEvent.Type.QUESTION_UNANSWERED, "SM1", NOON);
        BusinessEvent wrong = event(BusinessEvent.Type.ANSWER_MARKED_WRONG, "SM2/0", NOON.plusSeconds(1));
        eventLog()
                .record(List.of(
                        unknown, wrong, event(BusinessEvent.Type.MESSAGE_RECEIVED, "SM3", NOON.plusSeconds(2))));

        assertThat(openQuestions().open(10)).containsExactly(wrong, unknown);
        assertThat(openQuestions().open(1)).containsExactly(wrong);

        assertThat(openQuestions().settle(wrong.id(), DEALER, NOON.plusSeconds(3)))
                .isTrue();
        assertThat(openQuestions().settle(wrong.id(), DEALER, NOON.plusSeconds(4)))
                .isFalse();
        assertThat(openQuestions().settle("message_received/SM3", DEALER, NOON.plusSeconds(4)))
                .isFalse();
        assertThat(openQuestions().settle("nothing", DEALER, NOON.plusSeconds(4)))
                .isFalse();

        assertThat(openQuestions().open(10)).containsExactly(unknown);
    }

    @Test
    default void anEventThatIsRecordedAgainDoesNotReopenItsQuestion() {
        BusinessEvent unknown = event(BusinessEvent.Type.QUESTION_UNANSWERED, "SM1", NOON);
        eventLog().record(List.of(unknown));
        openQuestions().settle(unknown.id(), DEALER, NOON);

        eventLog().record(List.of(unknown));

        assertThat(openQuestions().open(10)).isEmpty();
    }
}
