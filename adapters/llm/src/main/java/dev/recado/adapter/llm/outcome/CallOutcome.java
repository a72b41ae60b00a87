package dev.recado.adapter.llm.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The outcome of one call to a provider. Reasons are safe to log: status and error type, no content.
///
/// @param <T> the result of a successful call
public sealed interface CallOutcome<T> {

    record Success<T>(T value) implements CallOutcome<T> {}

    /// The model or its provider's filter refuses to answer this.
    record Declined<T>(String reason) implements CallOutcome<T> {}

    /// The server answered with something that cannot be used. One retry may help, a second does not.
    record Unusable<T>(String reason) implements CallOutcome<T> {}

    /// @param retryAfter the wait that the provider asked for
    record Failed<T>(
            String reason,
            FailureKind failureKind,
            @Nullable Duration retryAfter) implements CallOutcome<T> {}

    /// Makes one call and reads its response. [CallExecutor] turns its exceptions into outcomes.
    @FunctionalInterface
    interface Attempt<T> {
        CallOutcome<T> make();
    }
}
