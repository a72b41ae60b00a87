package dev.recado.adapter.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one call to a provider came to. Reasons are fit for a log: status and error type, no content.
///
/// @param <T> what a good answer holds
sealed interface TryOutcome<T> {

    record Got<T>(T value) implements TryOutcome<T> {}

    /// The model or its provider's filter will not answer this.
    record Declined<T>(String reason) implements TryOutcome<T> {}

    /// The server answered, but with nothing that can be used. Once more is worth it, twice is not.
    record Useless<T>(String reason) implements TryOutcome<T> {}

    /// @param retryAfter what the provider asked to wait
    record Broken<T>(String reason, Fault fault, @Nullable Duration retryAfter) implements TryOutcome<T> {}

    /// One call, its answer read. What it throws is explained by {@link Caller}.
    @FunctionalInterface
    interface Attempt<T> {
        TryOutcome<T> make();
    }
}
