package dev.recado.adapter.llm.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.recado.adapter.llm.http.ProviderHttpClient;
import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Attempt;
import dev.recado.adapter.llm.outcome.CallOutcome.Broken;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Useless;
import dev.recado.adapter.llm.outcome.FailureKind;
import dev.recado.adapter.llm.outcome.ProviderHttpException;
import dev.recado.adapter.llm.response.DeclinedResponseException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// One try: a place among the calls in flight, the call, and what its end means.
///
/// @param timeout the longest a call may take
public record CallExecutor(Duration timeout, ConcurrencyLimit limit, InstantSource clock) {

    /// Returns by the deadline.
    <T> CallOutcome<T> attempt(Attempt<T> attempt, Instant deadline) throws InterruptedException {
        if (!limit.enter(left(deadline))) {
            return new Broken<>("no free call before the deadline", FailureKind.OURS, null);
        }
        try {
            Duration left = left(deadline);
            if (!left.isPositive()) {
                return new Broken<>("deadline passed", FailureKind.OURS, null);
            }
            return call(attempt, left.compareTo(timeout) < 0 ? left : timeout);
        } finally {
            limit.leave();
        }
    }

    private static <T> CallOutcome<T> call(Attempt<T> attempt, Duration within) throws InterruptedException {
        try {
            return ScopedValue.where(ProviderHttpClient.TIMEOUT, within).call(attempt::make);
        } catch (ProviderHttpClient.Interrupted e) {
            Thread.interrupted();
            throw new InterruptedException("model call");
        } catch (ContentFilteredException e) {
            return new Declined<>("refusal");
        } catch (RuntimeException e) {
            return explain(e);
        }
    }

    // LangChain4j wraps what the client threw in exceptions of its own; what happened is somewhere below.
    private static <T> CallOutcome<T> explain(RuntimeException thrown) {
        for (@Nullable Throwable e = thrown; e != null; e = e.getCause()) {
            switch (e) {
                case ProviderHttpException http -> {
                    return http.outcome();
                }
                case DeclinedResponseException declined -> {
                    return new Declined<>(declined.reason());
                }
                case dev.langchain4j.exception.TimeoutException late -> {
                    return passing("timeout");
                }
                case UnresolvedAddressException unknown -> {
                    return passing("unknown host");
                }
                case ConnectException refused -> {
                    return passing(
                            hasCause(refused, UnresolvedAddressException.class)
                                    ? "unknown host"
                                    : "connection refused");
                }
                case JsonProcessingException garbled -> {
                    return new Useless<>("unreadable answer");
                }
                case IOException lost -> {
                    return passing("connection lost");
                }
                default -> {}
            }
        }
        return new Useless<>("unreadable answer (" + thrown.getClass().getSimpleName() + ")");
    }

    private static <T> CallOutcome<T> passing(String reason) {
        return new Broken<>(reason, FailureKind.PASSING, null);
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (@Nullable Throwable e = thrown; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return true;
            }
        }
        return false;
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }
}
