package dev.recado.domain.usecase;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.Inbox;

/// Takes in one message from a provider.
@FunctionalInterface
public interface AcceptMessageUseCase {

    /// Returns when the message is stored durably: the webhook may be answered 2xx. A repeat with the same id changes
    /// nothing and says so.
    ///
    /// @throws dev.recado.domain.port.PortUnavailableException when it could not be stored safely: answer 503
    Inbox.Appended accept(InboundMessage message);
}
