package dev.recado.adapter.llm.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.recado.adapter.llm.http.ProviderHttpClient;
import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Attempt;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Failed;
import dev.recado.adapter.llm.outcome.CallOutcome.Unusable;
import dev.recado.adapter.llm.outcome.FailureKind;
import dev.recado.adapter.llm.outcome.ProviderHttpException;
import dev.recado.adapter.llm.outcome.ProviderUnreachableException;
import dev.recado.adapter.llm.response.DeclinedResponseException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Makes one call to a provider: waits for a free place among the calls in flight, calls, and turns exceptions
/// into outcomes.
///
/// @param timeout the longest that a call may take
public record CallExecutor(Duration timeout, ConcurrencyLimit limit, InstantSource clock) {

    /// Returns by the deadline.
    <T> CallOutcome<T> attempt(Attempt<T> attempt, Instant deadline) throws InterruptedException {
        if (!limit.enter(remaining(deadline))) {
            return new Failed<>("no free call before the deadline", FailureKind.LOCAL, null);
        }
        try {
            Duration remaining = remaining(deadline);
            if (!remaining.isPositive()) {
                return new Failed<>("deadline passed", FailureKind.LOCAL, null);
            }
            return call(attempt, remaining.compareTo(timeout) < 0 ? remaining : timeout);
        } finally {
            limit.leave();
        }
    }

    private static <T> CallOutcome<T> call(Attempt<T> attempt, Duration within) throws InterruptedException {
        try {
            return ScopedValue.where(ProviderHttpClient.TIMEOUT, within).call(attempt::make);
        } catch (ProviderHttpClient.Interrupted _) {
            Thread.interrupted();
            throw new InterruptedException("model call");
        } catch (ContentFilteredException _) {
            return new Declined<>("refusal");
        } catch (RuntimeException e) {
            return outcomeOf(e);
        }
    }

    // LangChain4j wraps what the client threw in its own exceptions; the reason is one of the causes.
    private static <T> CallOutcome<T> outcomeOf(RuntimeException thrown) {
        for (@Nullable Throwable e = thrown; e != null; e = e.getCause()) {
            switch (e) {
                case ProviderHttpException http -> {
                    return http.outcome();
                }
                case DeclinedResponseException declined -> {
                    return new Declined<>(declined.reason());
                }
                case ProviderUnreachableException unreachable -> {
                    return unreachable.outcome();
                }
                // LangChain4j keeps the root cause alone of an unknown host.
                case UnresolvedAddressException _ -> {
                    return new Failed<>("unknown host", FailureKind.TRANSIENT, null);
                }
                case JsonProcessingException _ -> {
                    return new Unusable<>("unreadable answer");
                }
                default -> {}
            }
        }
        return new Unusable<>("unreadable answer (" + thrown.getClass().getSimpleName() + ")");
    }

    private Duration remaining(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }
}
