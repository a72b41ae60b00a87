package dev.recado.adapter.llm.provider;

import dev.recado.adapter.llm.outcome.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stops calls to a provider that does not answer, or whose calls cannot succeed, so that users do not wait for
/// them. Thread-safe.
public final class CircuitBreaker {

    /// Failed calls in a row, of all users together, until a provider counts as down.
    static final int FAILURES = 5;

    /// How long a provider that is down is not called while another one can answer.
    public static final Duration OPEN_TIME = Duration.ofSeconds(20);

    /// How long a provider is not called whose quota is used up or whose key is refused: an operator has to fix
    /// it.
    public static final Duration OPERATOR_OPEN_TIME = Duration.ofSeconds(60);

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /// The change of state that a call caused.
    public enum Change {
        NONE,
        OPENED,
        /// Opened by a problem that an operator has to fix.
        ALARMED,
        CLOSED
    }

    private final InstantSource clock;
    private int failures;
    private boolean probing;
    private @Nullable OpenState openState;

    /// @param needsOperator whether only an operator can fix it
    public record Outage(String reason, boolean needsOperator) {}

    private record OpenState(Instant until, String reason, boolean needsOperator) {}

    public CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether the provider may be called now. After the open time one call may pass, and its outcome decides.
    /// [#record] must follow each call that passes.
    ///
    /// @param noFallback no other provider can answer: then a provider that is down is called anyway
    /// @return empty when it may be called; otherwise the reason
    synchronized Optional<String> rejection(boolean noFallback) {
        OpenState current = openState;
        if (current == null || (noFallback && !current.needsOperator())) {
            return Optional.empty();
        }
        if (probing || clock.instant().isBefore(current.until())) {
            return Optional.of(current.reason() + " (not asked again yet)");
        }
        probing = true;
        return Optional.empty();
    }

    /// Records the outcome of a call; `null` when the call had none.
    synchronized Change record(@Nullable CallOutcome<?> outcome) {
        probing = false;
        return switch (outcome) {
            case null -> Change.NONE;
            case CallOutcome.Success<?> _ -> close();
            case CallOutcome.Declined<?> _ -> close();
            case CallOutcome.Unusable<?> unusable -> failed(unusable.reason());
            case CallOutcome.Failed<?> failure ->
                switch (failure.failureKind()) {
                    case TRANSIENT, THROTTLED -> failed(failure.reason());
                    case BILLING, CREDENTIALS -> open(failure.reason(), OPERATOR_OPEN_TIME, true);
                    case REQUEST, TOO_LONG -> close();
                    case LOCAL -> Change.NONE;
                };
        };
    }

    /// Why the provider is not called, from the failure that opened the breaker until the first answer; empty
    /// when it is closed.
    public synchronized Optional<Outage> outage() {
        return Optional.ofNullable(openState).map(current -> new Outage(current.reason(), current.needsOperator()));
    }

    public synchronized State state() {
        OpenState current = openState;
        if (current == null) {
            return State.CLOSED;
        }
        return probing || !clock.instant().isBefore(current.until()) ? State.HALF_OPEN : State.OPEN;
    }

    private Change close() {
        boolean wasOpen = openState != null;
        failures = 0;
        openState = null;
        return wasOpen ? Change.CLOSED : Change.NONE;
    }

    private Change failed(String reason) {
        failures++;
        return failures < FAILURES ? Change.NONE : open(reason, OPEN_TIME, false);
    }

    private Change open(String reason, Duration duration, boolean needsOperator) {
        boolean isNew = openState == null || openState.needsOperator() != needsOperator;
        openState = new OpenState(clock.instant().plus(duration), reason, needsOperator);
        if (!isNew) {
            return Change.NONE;
        }
        return needsOperator ? Change.ALARMED : Change.OPENED;
    }
}
