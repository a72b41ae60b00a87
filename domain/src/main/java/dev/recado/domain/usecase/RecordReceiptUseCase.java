package dev.recado.domain.usecase;

import dev.recado.domain.model.DeliveryReceipt;
import dev.recado.domain.port.MessageLog;

/// Takes in one receipt from a provider.
@FunctionalInterface
public interface RecordReceiptUseCase {

    /// Never takes a part backwards; a repeat changes nothing.
    ///
    /// @throws dev.recado.domain.port.PortUnavailableException when it could not be stored: answer 503
    MessageLog.Applied record(DeliveryReceipt receipt);
}
