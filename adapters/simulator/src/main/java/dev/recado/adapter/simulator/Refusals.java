package dev.recado.adapter.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one provider words what it does not do.
interface Refusals {
    Answer.Reply throttled(Duration retryAfter);

    /// An error of the provider's own.
    Answer.Reply failed(int status);

    Answer.Reply refused(int code, String message);

    /// What a fault answers instead of doing what was asked; null when it lets it pass.
    default @Nullable Answer refusal(@Nullable Fault fault) {
        return switch (fault) {
            case Fault.Throttle(var retryAfter) -> throttled(retryAfter);
            case Fault.FailBefore(var status) -> failed(status);
            case Fault.Refuse(var code, var message) -> refused(code, message);
            case Fault.CutBefore() -> new Answer.Cut();
            case Fault.FailAfter _, Fault.CutAfter _, Fault.Slow _, Fault.Undeliver _ -> null;
            case null -> null;
        };
    }

    /// What a fault answers although all that was asked was done; `done` when it does not interfere.
    default Answer afterwards(@Nullable Fault fault, Answer.Reply done) {
        return switch (fault) {
            case Fault.FailAfter(var status) -> failed(status);
            case Fault.CutAfter() -> new Answer.Cut();
            case null, default -> done;
        };
    }
}
