package dev.recado.domain.notification;

import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.Notifications.StoredNotification;

/// Accepts a notification from the business to a user.
@FunctionalInterface
public interface NotifyUseCase {

    /// Returns once it is stored; it is sent if the rules allow it. A repeat with the same id sends nothing twice
    /// and returns the state of the first. Thread-safe.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it may not be stored; a retry is safe and may help
    NotifyResult notify(Notification notification);

    /// The outcome.
    sealed interface NotifyResult {
        record Queued() implements NotifyResult {}

        /// It was accepted before.
        record Known(StoredNotification kept) implements NotifyResult {}

        /// Another notification was accepted with this id; that one stays.
        record Conflict() implements NotifyResult {}

        /// The requested provider is not configured.
        record NoProvider() implements NotifyResult {}
    }
}
