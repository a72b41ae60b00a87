package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.text.AnalysisExecutor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The contract of every [AnalysisExecutor].
public interface AnalysisExecutorContract {
    /// A deadline that no test reaches.
    Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

    /// The executor under test.
    AnalysisExecutor analysis();

    @Test
    default void theCallerGetsWhatTheWorkGives() {
        assertThat(analysis().call(LATE, () -> "done")).isEqualTo("done");
    }

    @Test
    default void whatTheWorkThrowsIsThrown() {
        assertThatThrownBy(() -> analysis().call(LATE, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
    }

    @Test
    default void workWithinWorkRunsOnTheSameThread() {
        boolean same = analysis().call(LATE, () -> {
            Thread outer = Thread.currentThread();
            return analysis().call(LATE, () -> Thread.currentThread().equals(outer));
        });
        assertThat(same).isTrue();
    }
}
