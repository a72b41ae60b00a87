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
    private final List<Instant> requests = new ArrayList<>();
    private boolean failing;
    private boolean complete = true;

    public synchronized void add(InboundMessage message) {
        messages.add(message);
    }

    public synchronized void failing(boolean now) {
        failing = now;
    }

    public synchronized void listsIncompletely() {
        complete = false;
    }

    /// Since when it was asked, each time.
    public synchronized List<Instant> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized Listing since(Instant since) {
        requests.add(since);
        if (failing) {
            throw new PortUnavailableException("the provider is told not to answer");
        }
        return new Listing(
                messages.stream()
                        .filter(m -> !m.receivedAt().isBefore(since))
                        .sorted(Comparator.comparing(InboundMessage::receivedAt))
                        .<Received>map(CompleteMessage::new)
                        .toList(),
                complete);
    }

    private record CompleteMessage(InboundMessage message) implements Received {
        @Override
        public MessageId id() {
            return message.id();
        }
    }
}
