package dev.recado.domain.intake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.ReceivedMessages;
import dev.recado.domain.message.ReceivedMessages.Listing;
import dev.recado.domain.message.ReceivedMessages.Received;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Compares the providers' lists with the inbox and accepts missing messages. Only one comparison runs at a time
/// in a process; several processes are safe because of the messages' unique keys.
public final class Reconcile implements ReconcileUseCase {
    private static final int BATCH = 500;

    private final List<ReceivedMessages> providers;
    private final Inbox inbox;
    private final AcceptMessageUseCase accept;
    private final Predicate<InboundMessage> erased;
    private final EventSink events;
    private final AtomicBoolean running = new AtomicBoolean();

    /// @param erased whether a message was there and is not to come back
    public Reconcile(
            List<ReceivedMessages> providers,
            Inbox inbox,
            AcceptMessageUseCase accept,
            Predicate<InboundMessage> erased,
            EventSink events) {
        this.providers = List.copyOf(providers);
        this.inbox = inbox;
        this.accept = accept;
        this.erased = erased;
        this.events = events;
    }

    @Override
    public Reconciliation reconcile(Instant since) {
        if (!running.compareAndSet(false, true)) {
            return new Reconciliation.Busy();
        }
        try {
            Reconciliation.Done done = compare(since);
            events.publish(new Event.Reconciled(done.since(), done.listed(), done.accepted(), done.complete()));
            return done;
        } catch (PortUnavailableException e) {
            events.publish(new Event.ReconcileFailed(since, String.valueOf(e.getMessage())));
            throw e;
        } finally {
            running.set(false);
        }
    }

    private Reconciliation.Done compare(Instant since) {
        int listed = 0;
        int accepted = 0;
        boolean complete = !providers.isEmpty();
        for (ReceivedMessages provider : providers) {
            Listing listing = provider.since(since);
            List<Received> messages = listing.messages();
            listed += messages.size();
            complete &= listing.complete();
            for (int from = 0; from < messages.size(); from += BATCH) {
                accepted += acceptMissing(messages.subList(from, Math.min(from + BATCH, messages.size())));
            }
        }
        return new Reconciliation.Done(since, listed, accepted, complete);
    }

    private int acceptMissing(List<Received> messages) {
        Set<MessageId> known = inbox.known(messages.stream().map(Received::id).toList());
        int accepted = 0;
        for (Received message : messages) {
            if (!known.contains(message.id()) && isAccepted(message.message())) {
                accepted++;
            }
        }
        return accepted;
    }

    private boolean isAccepted(InboundMessage message) {
        return !erased.test(message) && accept.accept(message) == Appended.STORED;
    }
}
