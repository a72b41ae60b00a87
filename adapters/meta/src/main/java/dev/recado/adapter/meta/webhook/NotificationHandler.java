package dev.recado.adapter.meta.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.inbound.WebhookNotificationReader;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.Inbox.Appended;
import java.time.Instant;
import java.util.List;

/// What the news of a notification is, and where it goes.
///
/// @param numbers that are answered
public record NotificationHandler(BusinessNumbers numbers, AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {

    WebhookNotificationReader.Notification read(JsonNode notification, Instant arrived) {
        return WebhookNotificationReader.read(notification, numbers, arrived);
    }

    /// Returns when all of it is safe.
    ///
    /// @return what became of each message
    /// @throws dev.recado.domain.PortUnavailableException when not all of it is; a repeat is harmless
    List<Appended> take(WebhookNotificationReader.Notification notification) {
        if (!notification.receipts().isEmpty()) {
            // before the messages: these wake turns, which go to the store, too
            var _ = receipts.recordAll(notification.receipts());
        }
        return notification.messages().isEmpty() ? List.of() : accept.acceptAll(notification.messages());
    }
}
