package dev.recado.domain.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The business's own server, which receives business events.
public interface EventReceiver {

    /// Sends one event and returns within about ten seconds. A repeat has the same id, so the server can
    /// recognise it. Never throws: a failure is a result. Thread-safe.
    Response deliver(BusinessEvent event);

    /// The server's response.
    sealed interface Response {
        /// The server has the event.
        record Accepted() implements Response {}

        /// The server does not have the event, or may not have it.
        ///
        /// @param reason a few words, fit for the log
        /// @param retryAfter how long the server asks to wait; null when it does not say
        record NotAccepted(String reason, @Nullable Duration retryAfter) implements Response {}
    }
}
