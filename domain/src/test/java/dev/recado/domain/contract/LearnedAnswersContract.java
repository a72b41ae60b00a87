package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.LearnedAnswers;
import dev.recado.domain.answer.LearnedAnswers.Learned;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [LearnedAnswers].
public interface LearnedAnswersContract {
    Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    /// The cache under test, empty; the same object during a test.
    LearnedAnswers learned();

    @Test
    default void anAnswerIsFoundUntilItExpires() {
        Learned answer = new Learned("Cuesta **40 €**.", List.of("precios.md › Masajes"));
        learned().learn("abc1", answer, AT.plusSeconds(60));

        assertThat(learned().find("abc1", AT)).contains(answer);
        assertThat(learned().find("abc1", AT.plusSeconds(59))).contains(answer);
        assertThat(learned().find("abc1", AT.plusSeconds(60))).isEmpty();
        assertThat(learned().find("abc2", AT)).isEmpty();
    }

    @Test
    default void aNewAnswerReplacesTheOldOne() {
        learned().learn("abc1", new Learned("uno", List.of()), AT.plusSeconds(60));
        learned().learn("abc1", new Learned("dos", List.of()), AT.plusSeconds(120));

        assertThat(learned().find("abc1", AT.plusSeconds(90))).contains(new Learned("dos", List.of()));
    }
}
