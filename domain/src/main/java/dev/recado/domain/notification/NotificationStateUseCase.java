package dev.recado.domain.notification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reports the state of a notification.
@FunctionalInterface
public interface NotificationStateUseCase {

    /// Returns the state; empty when there is none with this id.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    Optional<State> state(String id);

    /// @param status `queued`, `sent`, `delivered`, `read`, `held`, `refused` or `failed`
    /// @param reason a few words, where there is one
    record State(
            String id,
            String event,
            String status,
            @Nullable String reason) {}
}
