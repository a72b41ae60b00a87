package dev.recado.domain.usecase;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.Inbox.Appended;
import dev.recado.domain.port.PortUnavailableException;

/// Stores a message, then wakes whoever answers.
public final class AcceptMessage implements AcceptMessageUseCase {
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Recovery recovery;
    private final EventSink events;

    public AcceptMessage(Inbox inbox, Dispatcher dispatcher, Recovery recovery, EventSink events) {
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.recovery = recovery;
        this.events = events;
    }

    @Override
    public Appended accept(InboundMessage message) {
        Appended appended = append(message);
        switch (appended) {
            case STORED -> {
                events.publish(new Event.Received(message));
                if (message.expectsReply()) {
                    dispatcher.arrived(message);
                }
            }
            case DUPLICATE -> events.publish(new Event.Duplicate(message));
        }
        return appended;
    }

    private Appended append(InboundMessage message) {
        try {
            return inbox.append(message);
        } catch (PortUnavailableException e) {
            // It may be stored all the same; then the provider's next delivery is a duplicate that wakes nobody.
            recovery.request();
            throw e;
        }
    }
}
