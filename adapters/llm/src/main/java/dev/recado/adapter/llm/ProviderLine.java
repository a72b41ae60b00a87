package dev.recado.adapter.llm;

import dev.recado.adapter.llm.TryOutcome.Attempt;
import dev.recado.adapter.llm.TryOutcome.Broken;
import dev.recado.adapter.llm.TryOutcome.Declined;
import dev.recado.adapter.llm.TryOutcome.Got;
import dev.recado.adapter.llm.TryOutcome.Useless;
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
record ProviderLine(String model, Caller caller, RetryPolicy retries, Breaker breaker, Pause pause) {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderLine.class);

    /// Returns by the deadline. A provider that counts as down, whoever found out, is not asked twice.
    ///
    /// @param alone nothing else can answer instead: only then are long waits worth it
    <T> TryOutcome<T> ask(Attempt<T> attempt, Instant deadline, boolean alone) throws InterruptedException {
        int useless = 0;
        for (int tries = 1; ; tries++) {
            Optional<String> shut = breaker.shut(alone);
            if (shut.isPresent()) {
                return new Broken<>(shut.get(), Fault.OURS, null);
            }
            TryOutcome<T> outcome = attempt(attempt, deadline);
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
                    again = broken.fault() == Fault.BUSY
                            || (broken.fault() == Fault.PASSING
                                    && breaker.trouble().isEmpty());
                    retryAfter = broken.retryAfter();
                }
            }
            Duration left = Duration.between(caller.clock().instant(), deadline);
            Optional<Duration> wait = again ? retries.waitAfter(tries, retryAfter, left, alone) : Optional.empty();
            if (wait.isEmpty()) {
                return failed(outcome, tries == 1 ? reason : reason + " (" + tries + " tries)");
            }
            LOG.info(
                    "[LLM] RETRY model={} try={} wait_ms={} error={}",
                    model,
                    tries,
                    wait.get().toMillis(),
                    word(reason));
            pause.of(wait.get());
        }
    }

    /// In the business's own time zone.
    LocalDate today() {
        return LocalDate.ofInstant(caller.clock().instant(), ZoneId.systemDefault());
    }

    private <T> TryOutcome<T> attempt(Attempt<T> attempt, Instant deadline) throws InterruptedException {
        @Nullable TryOutcome<T> outcome = null;
        try {
            outcome = caller.attempt(attempt, deadline);
            return outcome;
        } finally {
            tell(breaker.note(outcome), outcome);
        }
    }

    private void tell(Breaker.Change change, @Nullable TryOutcome<?> outcome) {
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

    private static String reason(@Nullable TryOutcome<?> outcome) {
        return switch (outcome) {
            case Useless<?> useless -> word(useless.reason());
            case Broken<?> broken -> word(broken.reason());
            case null, default -> "";
        };
    }

    private static String word(String reason) {
        return reason.replace(' ', '_');
    }

    private static <T> TryOutcome<T> failed(TryOutcome<T> outcome, String reason) {
        return outcome instanceof Broken<T> broken
                ? new Broken<>(reason, broken.fault(), broken.retryAfter())
                : new Useless<>(reason);
    }
}
