package dev.recado.domain.delivery;

import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.MessageLog;
import java.util.List;

/// Takes in receipts from a provider.
@FunctionalInterface
public interface RecordReceiptUseCase {

    /// Never takes a part backwards; a repeat changes nothing.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it could not be stored: answer 503
    MessageLog.Applied record(DeliveryReceipt receipt);

    /// The same for all that came in at once, in few writes.
    ///
    /// @return what each did, in order
    /// @throws dev.recado.domain.PortUnavailableException when not all could be stored: answer 503
    default List<MessageLog.Applied> recordAll(List<DeliveryReceipt> receipts) {
        return receipts.stream().map(this::record).toList();
    }
}
