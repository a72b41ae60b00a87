package dev.recado.adapter.console.business;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.notification.NotificationStateUseCase.State;
import dev.recado.domain.text.PersonalDataMask;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// The state of a notification.
///
/// @param event null for one that was accepted just now
/// @param reason why it was not sent; null when nothing is known against it
@Serdeable.Serializable
@JsonInclude(Include.NON_NULL)
record NotificationResponse(
        String id,
        @Nullable String event,
        String status,
        @Nullable String reason) {

    static NotificationResponse queued(String id) {
        return new NotificationResponse(id, null, "queued", null);
    }

    static NotificationResponse of(State state) {
        String reason = state.reason();
        return new NotificationResponse(
                state.id(), state.event(), state.status(), reason == null ? null : PersonalDataMask.masked(reason));
    }
}
