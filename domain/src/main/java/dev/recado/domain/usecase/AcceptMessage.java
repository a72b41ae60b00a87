package dev.recado.domain.usecase;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox.Appended;
import dev.recado.domain.port.PortUnavailableException;
import java.util.ArrayList;
import java.util.List;

/// Takes messages in, then wakes whoever answers.
public final class AcceptMessage implements AcceptMessageUseCase {
    private final AddressBook addresses;
    private final Intake intake;
    private final Dispatcher dispatcher;
    private final Recovery recovery;
    private final EventSink events;

    public AcceptMessage(
            AddressBook addresses, Intake intake, Dispatcher dispatcher, Recovery recovery, EventSink events) {
        this.addresses = addresses;
        this.intake = intake;
        this.dispatcher = dispatcher;
        this.recovery = recovery;
        this.events = events;
    }

    @Override
    public Appended accept(InboundMessage message) {
        return acceptAll(List.of(message)).getFirst();
    }

    @Override
    public List<Appended> acceptAll(List<InboundMessage> received) {
        List<InboundMessage> messages = addresses.resolve(received);
        List<Intake.Taken> taken = take(messages);
        List<Appended> appended = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            appended.add(accepted(messages.get(i), taken.get(i)));
        }
        return appended;
    }

    private Appended accepted(InboundMessage message, Intake.Taken taken) {
        return switch (taken) {
            case STORED -> {
                events.publish(new Event.Received(message));
                if (message.expectsTurn()) {
                    dispatcher.arrived(message);
                }
                yield Appended.STORED;
            }
            case DUPLICATE -> {
                events.publish(new Event.Duplicate(message));
                yield Appended.DUPLICATE;
            }
            // Whether it is a repeat is seen when the spool is drained; until then nobody can answer it.
            case SPOOLED -> Appended.STORED;
        };
    }

    private List<Intake.Taken> take(List<InboundMessage> messages) {
        try {
            return intake.take(messages);
        } catch (PortUnavailableException e) {
            // They may be stored all the same; then the provider's next delivery is a duplicate that wakes nobody.
            recovery.request();
            throw e;
        }
    }
}
