package dev.recado.adapter.meta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.port.Inbox.Appended;
import dev.recado.domain.usecase.AcceptMessageUseCase;
import dev.recado.domain.usecase.RecordReceiptUseCase;
import java.time.Instant;
import java.util.List;

/// What the news of a notification is, and where it goes.
///
/// @param numbers that are answered
record Intakes(Numbers numbers, AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {

    NotificationReader.Notification read(JsonNode notification, Instant arrived) {
        return NotificationReader.read(notification, numbers, arrived);
    }

    /// Returns when all of it is safe.
    ///
    /// @return what became of each message
    /// @throws dev.recado.domain.port.PortUnavailableException when not all of it is; a repeat is harmless
    List<Appended> take(NotificationReader.Notification notification) {
        if (!notification.receipts().isEmpty()) {
            // before the messages: these wake turns, which go to the store, too
            var _ = receipts.recordAll(notification.receipts());
        }
        return notification.messages().isEmpty() ? List.of() : accept.acceptAll(notification.messages());
    }
}
