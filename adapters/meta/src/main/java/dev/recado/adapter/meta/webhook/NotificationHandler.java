package dev.recado.adapter.meta.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.inbound.WebhookNotificationReader;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.Inbox.Appended;
import java.time.Instant;
import java.util.List;

/// Reads a notification, and passes its messages and receipts to the use cases.
///
/// @param numbers the numbers that are answered
public record NotificationHandler(BusinessNumbers numbers, AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {

    WebhookNotificationReader.Notification read(JsonNode notification, Instant arrived) {
        return WebhookNotificationReader.read(notification, numbers, arrived);
    }

    /// Returns when everything in it is stored.
    ///
    /// @return the outcome of each message
    /// @throws dev.recado.domain.PortUnavailableException when something is not stored; a repeat is harmless
    List<Appended> take(WebhookNotificationReader.Notification notification) {
        if (!notification.receipts().isEmpty()) {
            // Before the messages, because those wake turns, which use the store as well.
            var _ = receipts.recordAll(notification.receipts());
        }
        return notification.messages().isEmpty() ? List.of() : accept.acceptAll(notification.messages());
    }
}
