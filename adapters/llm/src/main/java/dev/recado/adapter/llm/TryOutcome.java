package dev.recado.adapter.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one call to the model came to. Reasons are fit for a log: status and error type, no content.
sealed interface TryOutcome {

    /// @param text cleaned, never blank
    record Answered(String text) implements TryOutcome {}

    /// The model or its provider's filter will not answer this.
    record Declined(String reason) implements TryOutcome {}

    /// The server answered, but with nothing a user could be given. Once more is worth it, twice is not.
    record Useless(String reason) implements TryOutcome {}

    /// @param passing whether waiting may help
    /// @param retryAfter what the provider asked to wait
    record Broken(String reason, boolean passing, @Nullable Duration retryAfter) implements TryOutcome {}
}
