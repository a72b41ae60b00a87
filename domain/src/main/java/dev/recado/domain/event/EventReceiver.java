package dev.recado.domain.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The business's own server, which is told what happens.
public interface EventReceiver {

    /// Tells one event, and returns within some ten seconds. The same event told twice has the same id. Never throws:
    /// what went wrong is the answer.
    Answer tell(BusinessEvent event);

    /// What it said.
    sealed interface Answer {
        /// It has it.
        record Taken() implements Answer {}

        /// It does not have it, or it is not known whether it does.
        ///
        /// @param reason in a word or a few, fit for a log
        /// @param retryAfter how long it wants to be left alone; null when it did not say
        record NotTaken(String reason, @Nullable Duration retryAfter) implements Answer {}
    }
}
