package dev.recado.adapter.llm.provider;

import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Attempt;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Failed;
import dev.recado.adapter.llm.outcome.CallOutcome.Success;
import dev.recado.adapter.llm.outcome.CallOutcome.Unusable;
import dev.recado.adapter.llm.outcome.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls one model of a provider, with retries as long as they may help and the deadline allows them.
///
/// @param model name used in log lines
public record ProviderClient(
        String model, CallExecutor caller, RetryPolicy retries, CircuitBreaker circuitBreaker, Sleeper sleeper) {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderClient.class);

    /// Returns by the deadline. A provider that counts as down is not called again.
    ///
    /// @param noFallback no other provider can answer: only then are long waits allowed
    public <T> CallOutcome<T> ask(Attempt<T> attempt, Instant deadline, boolean noFallback)
            throws InterruptedException {
        int unusableCount = 0;
        for (int tries = 1; ; tries++) {
            Optional<String> rejection = circuitBreaker.rejection(noFallback);
            if (rejection.isPresent()) {
                return new Failed<>(rejection.get(), FailureKind.LOCAL, null);
            }
            CallOutcome<T> outcome = attempt(attempt, deadline);
            String reason;
            boolean retry;
            @Nullable Duration retryAfter = null;
            switch (outcome) {
                case Success<T> success -> {
                    return success;
                }
                case Declined<T> declined -> {
                    return declined;
                }
                case Unusable<T> unusable -> {
                    reason = unusable.reason();
                    retry = ++unusableCount < 2;
                }
                case Failed<T> failure -> {
                    reason = failure.reason();
                    retry = failure.failureKind() == FailureKind.THROTTLED
                            || (failure.failureKind() == FailureKind.TRANSIENT
                                    && circuitBreaker.outage().isEmpty());
                    retryAfter = failure.retryAfter();
                }
            }
            Duration left = Duration.between(caller.clock().instant(), deadline);
            Optional<Duration> wait = retry ? retries.waitAfter(tries, retryAfter, left, noFallback) : Optional.empty();
            if (wait.isEmpty()) {
                return failed(outcome, tries == 1 ? reason : reason + " (" + tries + " tries)");
            }
            LOG.info(
                    "[LLM] RETRY model={} try={} wait_ms={} error={}",
                    model,
                    tries,
                    wait.get().toMillis(),
                    underscored(reason));
            sleeper.of(wait.get());
        }
    }

    /// Today's date in the business's own time zone.
    public LocalDate today() {
        return LocalDate.ofInstant(caller.clock().instant(), ZoneId.systemDefault());
    }

    private <T> CallOutcome<T> attempt(Attempt<T> attempt, Instant deadline) throws InterruptedException {
        @Nullable CallOutcome<T> outcome = null;
        try {
            outcome = caller.attempt(attempt, deadline);
            return outcome;
        } finally {
            logChange(circuitBreaker.record(outcome), outcome);
        }
    }

    private void logChange(CircuitBreaker.Change change, @Nullable CallOutcome<?> outcome) {
        switch (change) {
            case NONE -> {}
            case OPENED -> LOG.warn("[LLM] DOWN model={} error={}", model, reason(outcome));
            case ALARMED ->
                LOG.error(
                        "[LLM] ALARM model={} error={} action=check_the_key_the_account_and_the_model",
                        model,
                        reason(outcome));
            case CLOSED -> LOG.info("[LLM] BACK model={}", model);
        }
    }

    private static String reason(@Nullable CallOutcome<?> outcome) {
        return switch (outcome) {
            case Unusable<?> unusableCount -> underscored(unusableCount.reason());
            case Failed<?> failure -> underscored(failure.reason());
            case null, default -> "";
        };
    }

    private static String underscored(String reason) {
        return reason.replace(' ', '_');
    }

    private static <T> CallOutcome<T> failed(CallOutcome<T> outcome, String reason) {
        return outcome instanceof Failed<T> failure
                ? new Failed<>(reason, failure.failureKind(), failure.retryAfter())
                : new Unusable<>(reason);
    }
}
