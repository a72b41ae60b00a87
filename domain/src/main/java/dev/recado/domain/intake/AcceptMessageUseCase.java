package dev.recado.domain.intake;

import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import java.util.List;

/// Takes in messages from a provider.
@FunctionalInterface
public interface AcceptMessageUseCase {

    /// Returns when the message is stored durably: the webhook may be answered 2xx. A repeat with the same id changes
    /// nothing and says so.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it could not be stored safely: answer 503
    Inbox.Appended accept(InboundMessage message);

    /// The same for all that came in at once, in the order they are to be answered in, in few writes. Returns when
    /// every one of them is stored durably. A repeat changes nothing.
    ///
    /// @return what became of each, in order
    /// @throws dev.recado.domain.PortUnavailableException when any of them could not be stored safely, others
    ///     perhaps were: answer 503
    default List<Inbox.Appended> acceptAll(List<InboundMessage> messages) {
        return messages.stream().map(this::accept).toList();
    }
}
