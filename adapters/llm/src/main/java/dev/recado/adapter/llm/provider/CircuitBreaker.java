package dev.recado.adapter.llm.provider;

import dev.recado.adapter.llm.outcome.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Spares users the wait for a provider that does not answer, and a provider calls that cannot succeed. Safe for
/// many threads.
public final class CircuitBreaker {

    /// Failed tries in a row, of all users together, until a provider counts as down.
    static final int FAILURES = 5;

    /// How long a provider that is down is left alone while another can answer.
    public static final Duration DOWN = Duration.ofSeconds(20);

    /// How long a provider is not asked whose quota or key is at an end: that takes a person to mend.
    public static final Duration SHUT = Duration.ofSeconds(60);

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /// What a try did to it.
    public enum Change {
        NONE,
        OPENED,
        /// Opened by what a person has to mend.
        ALARMED,
        CLOSED
    }

    private final InstantSource clock;
    private int failures;
    private boolean probing;
    private @Nullable Opening opening;

    /// @param needsOperator whether only a person can mend it
    public record Trouble(String reason, boolean needsOperator) {}

    private record Opening(Instant until, String reason, boolean needsOperator) {}

    public CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether the provider may be asked now. Once its time is over, one try may pass, and its outcome decides;
    /// {@link #note} must follow each that passes.
    ///
    /// @param noFallback nothing else can answer: then a provider that is down is asked, since there is nothing to
    ///     lose but the call
    /// @return empty when it may be asked; else why not
    synchronized Optional<String> rejection(boolean noFallback) {
        Opening open = opening;
        if (open == null || (noFallback && !open.needsOperator())) {
            return Optional.empty();
        }
        if (probing || clock.instant().isBefore(open.until())) {
            return Optional.of(open.reason() + " (not asked again yet)");
        }
        probing = true;
        return Optional.empty();
    }

    /// Takes in what a try came to; `null` when it never came to anything.
    synchronized Change note(@Nullable CallOutcome<?> outcome) {
        probing = false;
        return switch (outcome) {
            case null -> Change.NONE;
            case CallOutcome.Got<?> got -> close();
            case CallOutcome.Declined<?> declined -> close();
            case CallOutcome.Useless<?> useless -> failed(useless.reason());
            case CallOutcome.Broken<?> broken ->
                switch (broken.failureKind()) {
                    case PASSING, BUSY -> failed(broken.reason());
                    case MONEY, ACCESS -> open(broken.reason(), SHUT, true);
                    case REQUEST, TOO_LONG -> close();
                    case OURS -> Change.NONE;
                };
        };
    }

    /// Why the provider is left alone, from the failure that began it until the first answer; empty while all is well.
    public synchronized Optional<Trouble> outage() {
        return Optional.ofNullable(opening).map(open -> new Trouble(open.reason(), open.needsOperator()));
    }

    public synchronized State state() {
        Opening open = opening;
        if (open == null) {
            return State.CLOSED;
        }
        return probing || !clock.instant().isBefore(open.until()) ? State.HALF_OPEN : State.OPEN;
    }

    private Change close() {
        boolean wasOpen = opening != null;
        failures = 0;
        opening = null;
        return wasOpen ? Change.CLOSED : Change.NONE;
    }

    private Change failed(String reason) {
        failures++;
        return failures < FAILURES ? Change.NONE : open(reason, DOWN, false);
    }

    private Change open(String reason, Duration time, boolean needsOperator) {
        boolean isNew = opening == null || opening.needsOperator() != needsOperator;
        opening = new Opening(clock.instant().plus(time), reason, needsOperator);
        if (!isNew) {
            return Change.NONE;
        }
        return needsOperator ? Change.ALARMED : Change.OPENED;
    }
}
