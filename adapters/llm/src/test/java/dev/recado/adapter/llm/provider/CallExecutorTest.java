package dev.recado.adapter.llm.provider;

import static dev.recado.adapter.llm.TestGenerators.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.internal.ExceptionMapper;
import dev.recado.adapter.http.HttpResult.NoResponse;
import dev.recado.adapter.http.HttpResult.NotSent;
import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.FailureKind;
import dev.recado.adapter.llm.outcome.ProviderUnreachableException;
import java.io.IOException;
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

    private static RuntimeException notSent(NotSent.Obstacle obstacle) {
        return new ProviderUnreachableException(
                new NotSent(obstacle, "secret.example.com", new IOException("sk-secret")));
    }

    private static RuntimeException noResponse(NoResponse.Loss loss) {
        return new ProviderUnreachableException(
                new NoResponse(loss, "secret.example.com", new IOException("sk-secret")));
    }

    private static CallOutcome<Object> transientFailure(String reason) {
        return new CallOutcome.Failed<>(reason, FailureKind.TRANSIENT, null);
    }

    @Test
    void anUnknownHostIsNamedAndTransient() throws InterruptedException {
        assertThat(outcomeOf(notSent(NotSent.Obstacle.UNKNOWN_HOST))).isEqualTo(transientFailure("unknown host"));
        ConnectException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        RuntimeException thrown = new ProviderUnreachableException(
                new NotSent(NotSent.Obstacle.UNKNOWN_HOST, "no connection: unknown host", unresolved));
        assertThat(outcomeOf(ExceptionMapper.DEFAULT.mapException(thrown)))
                .as("as LangChain4j wraps it")
                .isEqualTo(transientFailure("unknown host"));
    }

    @Test
    void aLostConnectionIsTransient() throws InterruptedException {
        assertThat(outcomeOf(noResponse(NoResponse.Loss.CONNECTION_BROKEN)))
                .isEqualTo(transientFailure("connection lost"));
    }

    @Test
    void aProviderThatCannotBeReachedIsTransientAndSaysWhy() throws InterruptedException {
        assertThat(outcomeOf(notSent(NotSent.Obstacle.CONNECTION_REFUSED)))
                .isEqualTo(transientFailure("connection refused"));
        assertThat(outcomeOf(notSent(NotSent.Obstacle.CONNECT_TIMEOUT))).isEqualTo(transientFailure("timeout"));
        assertThat(outcomeOf(notSent(NotSent.Obstacle.TLS_HANDSHAKE))).isEqualTo(transientFailure("no TLS connection"));
        assertThat(outcomeOf(noResponse(NoResponse.Loss.TIMED_OUT))).isEqualTo(transientFailure("timeout"));
        assertThat(outcomeOf(noResponse(NoResponse.Loss.RESPONSE_TOO_LONG)))
                .isEqualTo(transientFailure("response too long"));
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
