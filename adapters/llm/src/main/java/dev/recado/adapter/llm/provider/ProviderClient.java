package dev.recado.adapter.llm.provider;

import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Attempt;
import dev.recado.adapter.llm.outcome.CallOutcome.Broken;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Got;
import dev.recado.adapter.llm.outcome.CallOutcome.Useless;
import dev.recado.adapter.llm.outcome.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to one provider: asks it, and again while that may help and the deadline allows it.
///
/// @param model by which log lines name it
public record ProviderClient(
        String model, CallExecutor caller, RetryPolicy retries, CircuitBreaker circuitBreaker, Sleeper sleeper) {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderClient.class);

    /// Returns by the deadline. A provider that counts as down, whoever found out, is not asked twice.
    ///
    /// @param noFallback nothing else can answer instead: only then are long waits worth it
    public <T> CallOutcome<T> ask(Attempt<T> attempt, Instant deadline, boolean noFallback)
            throws InterruptedException {
        int useless = 0;
        for (int tries = 1; ; tries++) {
            Optional<String> rejection = circuitBreaker.rejection(noFallback);
            if (rejection.isPresent()) {
                return new Broken<>(rejection.get(), FailureKind.OURS, null);
            }
            CallOutcome<T> outcome = attempt(attempt, deadline);
            String reason;
            boolean again;
            @Nullable Duration retryAfter = null;
            switch (outcome) {
                case Got<T> got -> {
                    return got;
                }
                case Declined<T> declined -> {
                    return declined;
                }
                case Useless<T> nothing -> {
                    reason = nothing.reason();
                    again = ++useless < 2;
                }
                case Broken<T> broken -> {
                    reason = broken.reason();
                    again = broken.failureKind() == FailureKind.BUSY
                            || (broken.failureKind() == FailureKind.PASSING
                                    && circuitBreaker.outage().isEmpty());
                    retryAfter = broken.retryAfter();
                }
            }
            Duration left = Duration.between(caller.clock().instant(), deadline);
            Optional<Duration> wait = again ? retries.waitAfter(tries, retryAfter, left, noFallback) : Optional.empty();
            if (wait.isEmpty()) {
                return failed(outcome, tries == 1 ? reason : reason + " (" + tries + " tries)");
            }
            LOG.info(
                    "[LLM] RETRY model={} try={} wait_ms={} error={}",
                    model,
                    tries,
                    wait.get().toMillis(),
                    word(reason));
            sleeper.of(wait.get());
        }
    }

    /// In the business's own time zone.
    public LocalDate today() {
        return LocalDate.ofInstant(caller.clock().instant(), ZoneId.systemDefault());
    }

    private <T> CallOutcome<T> attempt(Attempt<T> attempt, Instant deadline) throws InterruptedException {
        @Nullable CallOutcome<T> outcome = null;
        try {
            outcome = caller.attempt(attempt, deadline);
            return outcome;
        } finally {
            tell(circuitBreaker.note(outcome), outcome);
        }
    }

    private void tell(CircuitBreaker.Change change, @Nullable CallOutcome<?> outcome) {
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
            case Useless<?> useless -> word(useless.reason());
            case Broken<?> broken -> word(broken.reason());
            case null, default -> "";
        };
    }

    private static String word(String reason) {
        return reason.replace(' ', '_');
    }

    private static <T> CallOutcome<T> failed(CallOutcome<T> outcome, String reason) {
        return outcome instanceof Broken<T> broken
                ? new Broken<>(reason, broken.failureKind(), broken.retryAfter())
                : new Useless<>(reason);
    }
}
