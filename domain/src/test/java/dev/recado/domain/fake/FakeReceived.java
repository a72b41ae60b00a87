package dev.recado.domain.fake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.ReceivedMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A provider's list of received messages in memory.
public final class FakeReceived implements ReceivedMessages {
    private final List<InboundMessage> messages = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();
    private boolean fails;
    private boolean complete = true;

    public synchronized void has(InboundMessage message) {
        messages.add(message);
    }

    public synchronized void fails(boolean now) {
        fails = now;
    }

    public synchronized void listsIncompletely() {
        complete = false;
    }

    /// Since when it was asked, each time.
    public synchronized List<Instant> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized Listing since(Instant since) {
        asked.add(since);
        if (fails) {
            throw new PortUnavailableException("the provider is told not to answer");
        }
        return new Listing(
                messages.stream()
                        .filter(m -> !m.receivedAt().isBefore(since))
                        .sorted(Comparator.comparing(InboundMessage::receivedAt))
                        .<Received>map(Whole::new)
                        .toList(),
                complete);
    }

    private record Whole(InboundMessage message) implements Received {
        @Override
        public MessageId id() {
            return message.id();
        }
    }
}
