package dev.recado.domain.intake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ConversationResolver;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.RecoverySweeper;
import java.util.ArrayList;
import java.util.List;

/// Stores messages, then wakes the dispatcher.
public final class AcceptMessage implements AcceptMessageUseCase {
    private final ConversationResolver addresses;
    private final DurableIntake intake;
    private final Dispatcher dispatcher;
    private final RecoverySweeper recovery;
    private final EventSink events;

    public AcceptMessage(
            ConversationResolver addresses,
            DurableIntake intake,
            Dispatcher dispatcher,
            RecoverySweeper recovery,
            EventSink events) {
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
        List<DurableIntake.StoredIn> taken = take(messages);
        List<Appended> appended = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            appended.add(accepted(messages.get(i), taken.get(i)));
        }
        return appended;
    }

    private Appended accepted(InboundMessage message, DurableIntake.StoredIn taken) {
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
            // A duplicate is detected when the spool is drained; nobody can answer the message before.
            case SPOOLED -> Appended.STORED;
        };
    }

    private List<DurableIntake.StoredIn> take(List<InboundMessage> messages) {
        try {
            return intake.take(messages);
        } catch (PortUnavailableException e) {
            // The messages may be stored all the same; then the provider's redelivery is a duplicate that wakes
            // nobody.
            recovery.request();
            throw e;
        }
    }
}
