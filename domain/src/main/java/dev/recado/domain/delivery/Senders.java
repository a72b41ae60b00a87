package dev.recado.domain.delivery;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.Channel;
import java.util.Map;

/// The senders of the configured providers, and which of them are blocked.
public record Senders(Map<Channel, MessageSender> byChannel, SenderBlocks blocks) {
    public Senders {
        byChannel = Map.copyOf(byChannel);
    }

    MessageSender of(Channel channel) {
        MessageSender sender = byChannel.get(channel);
        if (sender == null) {
            throw new PortUnavailableException("no provider is configured for " + channel.id());
        }
        return sender;
    }
}
