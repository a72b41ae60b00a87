package dev.recado.adapter.simulator.fault;

import dev.recado.adapter.simulator.http.StandInResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one provider words what it does not do.
public interface ProviderErrors {
    StandInResponse.Reply throttled(Duration retryAfter);

    /// An error of the provider's own.
    StandInResponse.Reply failed(int status);

    StandInResponse.Reply refused(int code, String message);

    /// What a fault answers instead of doing what was asked; null when it lets it pass.
    default @Nullable StandInResponse refusal(@Nullable Fault fault) {
        return switch (fault) {
            case Fault.Throttle(var retryAfter) -> throttled(retryAfter);
            case Fault.FailBefore(var status) -> failed(status);
            case Fault.Refuse(var code, var message) -> refused(code, message);
            case Fault.CutBefore() -> new StandInResponse.Cut();
            case Fault.FailAfter _, Fault.CutAfter _, Fault.Slow _, Fault.Undeliver _ -> null;
            case null -> null;
        };
    }

    /// What a fault answers although all that was asked was done; `done` when it does not interfere.
    default StandInResponse afterwards(@Nullable Fault fault, StandInResponse.Reply done) {
        return switch (fault) {
            case Fault.FailAfter(var status) -> failed(status);
            case Fault.CutAfter() -> new StandInResponse.Cut();
            case null, default -> done;
        };
    }
}
