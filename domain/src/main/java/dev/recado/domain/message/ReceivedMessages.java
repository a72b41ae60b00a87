package dev.recado.domain.message;

import dev.recado.domain.identity.MessageId;
import java.time.Instant;
import java.util.List;

/// A provider's list of received messages, used to find messages whose webhooks never arrived. Not every provider
/// has one.
public interface ReceivedMessages {

    /// Returns what the provider received from users since the given time, oldest first. A repeat is harmless.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the provider could not be asked; a retry may help;
    ///     the exception's message may be shown to operators
    Listing since(Instant since);

    /// @param complete false when there were more messages than listed: the oldest are missing
    record Listing(List<Received> messages, boolean complete) {
        public Listing {
            messages = List.copyOf(messages);
        }
    }

    /// One message of the list.
    interface Received {
        /// Returns the same id that its webhook has.
        MessageId id();

        /// Returns the message, as far as the list describes it, with the provider's time as the time of receipt.
        /// May ask the provider again, for files.
        ///
        /// @throws dev.recado.domain.PortUnavailableException when the provider could not be asked; a retry may
        ///     help
        InboundMessage message();
    }
}
