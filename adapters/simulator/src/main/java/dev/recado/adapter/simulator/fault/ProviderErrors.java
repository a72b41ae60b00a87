package dev.recado.adapter.simulator.fault;

import dev.recado.adapter.simulator.http.StandInResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A provider's error responses.
public interface ProviderErrors {
    StandInResponse.Reply throttled(Duration retryAfter);

    /// An internal error of the provider.
    StandInResponse.Reply failed(int status);

    StandInResponse.Reply refused(int code, String message);

    /// The response to a fault that prevents the request; null when it passes.
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

    /// The response to a fault although the request was executed; `done` when there is none.
    default StandInResponse afterwards(@Nullable Fault fault, StandInResponse.Reply done) {
        return switch (fault) {
            case Fault.FailAfter(var status) -> failed(status);
            case Fault.CutAfter() -> new StandInResponse.Cut();
            case null, default -> done;
        };
    }
}
