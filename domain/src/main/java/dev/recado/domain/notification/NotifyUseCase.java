package dev.recado.domain.notification;

import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.Notifications.Kept;

/// Tells a user something unasked.
@FunctionalInterface
public interface NotifyUseCase {

    /// Returns when it is stored: it will be sent, as far as the rules allow. A repeat with the same id sends nothing
    /// twice, and tells what became of the first.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it could not be stored; a repeat is safe
    Taken notify(Notification notification);

    /// What came of it.
    sealed interface Taken {
        record Queued() implements Taken {}

        /// It was asked for before.
        record Known(Kept kept) implements Taken {}

        /// Something else was asked for under this id before; that stays.
        record Conflict() implements Taken {}

        /// The provider that it names is not configured.
        record NoProvider() implements Taken {}
    }
}
