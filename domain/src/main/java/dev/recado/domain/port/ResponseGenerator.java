package dev.recado.domain.port;

import dev.recado.domain.model.Language;
import dev.recado.domain.model.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes an answer with a language model. Retries inside are the adapter's, bounded by the prompt's deadline.
public interface ResponseGenerator {

    /// Blocks until there is an answer or it is clear that there will be none; never beyond the deadline by more than
    /// a moment. A repeat asks (and pays) again.
    Generation generate(Prompt prompt);

    /// What the model is given. The system text is the adapter's; the phone number never goes to a model.
    ///
    /// @param history the recent turns, oldest first, without the message
    /// @param message what the user says now
    /// @param deadline no try starts after it, and one under way is cut
    record Prompt(
            List<Turn> history,
            String message,
            Language language,
            @Nullable String profileName,
            Instant deadline) {
        public Prompt {
            history = List.copyOf(history);
        }
    }

    /// What came of it.
    sealed interface Generation {
        /// @param text CommonMark, never blank
        record Answer(String text, String model, Duration took) implements Generation {}

        /// The model or its guard declined to answer.
        record Refusal(String reason) implements Generation {}

        /// Tried until the deadline or a final error, without an answer.
        /// @param reason fit for a log: status and error type, no content
        record Failed(String reason) implements Generation {}

        /// No model is configured.
        record NoModel() implements Generation {}
    }
}
