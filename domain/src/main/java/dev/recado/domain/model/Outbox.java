package dev.recado.domain.model;

import java.time.Instant;
import java.util.List;

/// An answer that is decided and stored, and not yet known to be sent. It is written before the first part leaves, so
/// that whoever finds it after a crash knows what may already be on its way.
///
/// @param pending parts still to be settled, in order
/// @param answered the inbound messages that the answer closes
/// @param committedAt when it was stored: nothing of it was sent before
public record Outbox(List<PendingPart> pending, List<MessageId> answered, Instant committedAt) {
    public Outbox {
        pending = List.copyOf(pending);
        answered = List.copyOf(answered);
    }

    /// Whether a part is in it of which it is certain that it was never given to the provider.
    public boolean hasQueued() {
        return pending.stream().anyMatch(part -> part.state() == DeliveryStatus.QUEUED);
    }

    /// The same with every part possibly on its way: to be stored before any of it is tried again.
    public Outbox onItsWay() {
        List<PendingPart> sending = pending.stream()
                .map(part -> part.state() == DeliveryStatus.QUEUED
                        ? new PendingPart(part.message(), DeliveryStatus.SENDING)
                        : part)
                .toList();
        return new Outbox(sending, answered, committedAt);
    }

    /// @param state {@link DeliveryStatus#QUEUED} when it is certain that the part was never given to the provider,
    ///     {@link DeliveryStatus#SENDING} or {@link DeliveryStatus#UNKNOWN} when it may have been
    public record PendingPart(OutboundMessage message, DeliveryStatus state) {}
}
