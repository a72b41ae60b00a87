package dev.recado.adapter.llm.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one call to a provider came to. Reasons are fit for a log: status and error type, no content.
///
/// @param <T> what a good answer holds
public sealed interface CallOutcome<T> {

    record Got<T>(T value) implements CallOutcome<T> {}

    /// The model or its provider's filter will not answer this.
    record Declined<T>(String reason) implements CallOutcome<T> {}

    /// The server answered, but with nothing that can be used. Once more is worth it, twice is not.
    record Useless<T>(String reason) implements CallOutcome<T> {}

    /// @param retryAfter what the provider asked to wait
    record Broken<T>(
            String reason,
            FailureKind failureKind,
            @Nullable Duration retryAfter) implements CallOutcome<T> {}

    /// One call, its answer read. What it throws is explained by {@link CallExecutor}.
    @FunctionalInterface
    interface Attempt<T> {
        CallOutcome<T> make();
    }
}
