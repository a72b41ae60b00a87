package dev.recado.domain.intake;

import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import java.util.List;

/// Accepts messages from a provider.
@FunctionalInterface
public interface AcceptMessageUseCase {

    /// Returns once the message is stored durably, so that the webhook can be answered 2xx. A repeat with the
    /// same id changes nothing and returns `DUPLICATE`. Thread-safe.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it may not be stored: answer 503; a retry is safe
    Inbox.Appended accept(InboundMessage message);

    /// Accepts messages that arrived together, in the order they are to be answered in, in few writes. Returns
    /// once all are stored durably. A repeat changes nothing.
    ///
    /// @return the outcome of each, in order
    /// @throws dev.recado.domain.PortUnavailableException when some may not be stored: answer 503; a retry is
    ///     safe
    default List<Inbox.Appended> acceptAll(List<InboundMessage> messages) {
        return messages.stream().map(this::accept).toList();
    }
}
