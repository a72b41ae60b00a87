package dev.recado.domain.delivery;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.InboundMessage;

/// Shows a user that their message was read and that an answer is being written. Best effort: nothing depends on it.
public interface TypingPresence {

    Channel channel();

    /// Marks the message and those before it as read and shows that somebody types, for about 25 seconds or until
    /// something is sent. A repeat prolongs it.
    ///
    /// @throws PortUnavailableException when the provider did not do it; not worth a retry
    void typing(InboundMessage latest);

    /// Marks the message and those before it as read, where an answer came too soon for anybody to be seen typing. A
    /// repeat is harmless. Does nothing where an answer by itself says that the message was read.
    ///
    /// @throws PortUnavailableException when the provider did not do it; not worth a retry
    default void read(InboundMessage latest) {}
}
