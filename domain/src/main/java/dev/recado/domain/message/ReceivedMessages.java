package dev.recado.domain.message;

import dev.recado.domain.identity.MessageId;
import java.time.Instant;
import java.util.List;

/// A provider's own list of what users wrote, for finding what its webhooks never brought. Not every provider
/// keeps one.
public interface ReceivedMessages {

    /// What the provider took in from users since the given time, oldest first. A repeat lists again.
    ///
    /// @throws PortUnavailableException when the provider could not be asked; the message is fit to be shown
    Listing since(Instant since);

    /// @param complete false when there were more than are listed: the oldest are missing
    record Listing(List<Received> messages, boolean complete) {
        public Listing {
            messages = List.copyOf(messages);
        }
    }

    /// One message of the list.
    interface Received {
        /// The same id that its webhook gives it.
        MessageId id();

        /// The message, as far as the list tells. Received when the provider says it was. May ask the provider
        /// again, for its files.
        ///
        /// @throws PortUnavailableException when the provider could not be asked
        InboundMessage message();
    }
}
