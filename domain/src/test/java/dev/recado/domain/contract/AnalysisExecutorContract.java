package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.text.AnalysisExecutor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The contract of every [AnalysisExecutor].
public interface AnalysisExecutorContract {
    /// A deadline that no test reaches.
    Instant FAR_FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    /// The executor under test.
    AnalysisExecutor analysis();

    @Test
    default void theCallerGetsTheResult() {
        assertThat(analysis().call(FAR_FUTURE, () -> "done")).isEqualTo("done");
    }

    @Test
    default void anExceptionOfTheWorkIsRethrown() {
        assertThatThrownBy(() -> analysis().call(FAR_FUTURE, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
    }

    @Test
    default void aNestedCallRunsOnTheSameThread() {
        boolean same = analysis().call(FAR_FUTURE, () -> {
            Thread outer = Thread.currentThread();
            return analysis().call(FAR_FUTURE, () -> Thread.currentThread().equals(outer));
        });
        assertThat(same).isTrue();
    }
}
