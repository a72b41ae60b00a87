package dev.recado.adapter.meta;

import dev.recado.domain.port.Inbox.Appended;
import dev.recado.domain.usecase.AcceptMessageUseCase;
import dev.recado.domain.usecase.RecordReceiptUseCase;
import java.util.List;

/// Where the news of a notification goes.
record Intakes(AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {

    /// Returns when all of it is safe.
    ///
    /// @return what became of each message
    /// @throws dev.recado.domain.port.PortUnavailableException when not all of it is; a repeat is harmless
    List<Appended> take(NotificationReader.Notification notification) {
        List<Appended> appended =
                notification.messages().isEmpty() ? List.of() : accept.acceptAll(notification.messages());
        if (!notification.receipts().isEmpty()) {
            var _ = receipts.recordAll(notification.receipts());
        }
        return appended;
    }
}
