package dev.recado.domain.message;

import dev.recado.domain.identity.MessageId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer that is decided and stored, and not yet known to be sent. It is written before the first part leaves,
/// so that whoever finds it after a crash knows what may already be on its way.
///
/// @param pending parts still to be settled, in order
/// @param answered the inbound messages that the answer closes
/// @param committedAt when it was stored: nothing of it was sent before
/// @param failure what went wrong when the answer is an apology, or one that the provider refused: the messages are
///     then set aside; null when all is well
/// @param blockedAt when a part of it was last turned away for what only the operator can mend; null when none was
public record Outbox(
        List<PendingPart> pending,
        List<MessageId> answered,
        Instant committedAt,
        @Nullable Failure failure,
        @Nullable Instant blockedAt) {
    public Outbox {
        pending = List.copyOf(pending);
        answered = List.copyOf(answered);
    }

    /// That was not turned away so far.
    public Outbox(List<PendingPart> pending, List<MessageId> answered, Instant committedAt, @Nullable Failure failure) {
        this(pending, answered, committedAt, failure, null);
    }

    /// Of an answer with which all is well.
    public Outbox(List<PendingPart> pending, List<MessageId> answered, Instant committedAt) {
        this(pending, answered, committedAt, null);
    }

    /// Whether a part is in it of which it is certain that it was never given to the provider.
    public boolean hasQueued() {
        return pending.stream().anyMatch(part -> part.state() == DeliveryStatus.QUEUED);
    }

    /// The same with every part possibly on its way: to be stored before any of it is tried again.
    public Outbox onItsWay() {
        return with(pending.stream()
                .map(part -> part.state() == DeliveryStatus.QUEUED
                        ? new PendingPart(part.message(), DeliveryStatus.SENDING)
                        : part)
                .toList());
    }

    /// The same answer with these parts still to be settled.
    public Outbox with(List<PendingPart> parts) {
        return new Outbox(parts, answered, committedAt, failure, blockedAt);
    }

    /// The same answer, turned away at this time for what only the operator can mend.
    public Outbox blocked(Instant at) {
        return new Outbox(pending, answered, committedAt, failure, at);
    }

    /// The same answer, of which the user does not get all.
    public Outbox failing(Failure why) {
        Failure all = failure == null ? why : failure.and(why.reason());
        return new Outbox(pending, answered, committedAt, all, blockedAt);
    }

    /// Since when the provider could have taken it.
    public Instant deliverableSince() {
        return blockedAt == null || blockedAt.isBefore(committedAt) ? committedAt : blockedAt;
    }

    /// The same answer, of which no more will be sent.
    public Outbox failed(String why) {
        return new Outbox(List.of(), answered, committedAt, failure == null ? new Failure(why, 1) : failure.and(why));
    }

    /// @param state {@link DeliveryStatus#QUEUED} when it is certain that the part was never given to the provider,
    ///     {@link DeliveryStatus#SENDING} or {@link DeliveryStatus#UNKNOWN} when it may have been
    public record PendingPart(OutboundMessage message, DeliveryStatus state) {}
}
