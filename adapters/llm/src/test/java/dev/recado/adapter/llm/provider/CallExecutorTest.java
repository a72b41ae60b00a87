package dev.recado.adapter.llm.provider;

import static dev.recado.adapter.llm.TestGenerators.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class CallExecutorTest {

    private static CallOutcome<Object> outcomeOf(RuntimeException thrown) throws InterruptedException {
        return new CallExecutor(Duration.ofSeconds(1), new ConcurrencyLimit(1), InstantSource.fixed(NOW))
                .attempt(
                        () -> {
                            throw thrown;
                        },
                        NOW.plusSeconds(1));
    }

    @Test
    void anUnknownHostIsNamedAndTransient() throws InterruptedException {
        var expected = new CallOutcome.Failed<Object>("unknown host", FailureKind.TRANSIENT, null);
        assertThat(outcomeOf(new UnresolvedModelServerException(new UnresolvedAddressException())))
                .isEqualTo(expected);
        var connect = new ConnectException();
        connect.initCause(new UnresolvedAddressException());
        assertThat(outcomeOf(new UncheckedIOException(connect))).isEqualTo(expected);
    }

    @Test
    void aLostConnectionIsTransient() throws InterruptedException {
        assertThat(outcomeOf(new UncheckedIOException(new IOException("reset by sk-secret"))))
                .isEqualTo(new CallOutcome.Failed<>("connection lost", FailureKind.TRANSIENT, null));
    }

    @Test
    void anUnexpectedExceptionIsNamedOnlyByItsType() throws InterruptedException {
        assertThat(outcomeOf(new IllegalStateException("said: hola")))
                .isEqualTo(new CallOutcome.Unusable<>("unreadable answer (IllegalStateException)"));
    }

    @Test
    void aRealPauseEndsWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Sleeper.real().of(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }
}
