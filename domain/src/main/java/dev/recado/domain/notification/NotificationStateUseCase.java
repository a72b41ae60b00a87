package dev.recado.domain.notification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells what became of a notification.
@FunctionalInterface
public interface NotificationStateUseCase {

    /// Empty when there is none under this id.
    Optional<State> state(String id);

    /// @param status `queued`, `sent`, `delivered`, `read`, `held`, `refused` or `failed`
    /// @param reason in a word or a few, where there is one
    record State(
            String id,
            String event,
            String status,
            @Nullable String reason) {}
}
