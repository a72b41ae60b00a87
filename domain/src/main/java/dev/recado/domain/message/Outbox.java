package dev.recado.domain.message;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An answer that is decided and stored but not known to be sent. It is stored before the first part is sent, so
/// that recovery after a crash knows what may already have been sent.
///
/// @param pending parts still to be settled, in order
/// @param answered the inbound messages that the answer closes
/// @param committedAt when it was stored, to the millisecond, as stores keep it; no part was sent before
/// @param failure the failure for which the messages become dead letters, when the answer is a failure notice or
///     the provider refused it; null otherwise
/// @param blockedAt when the provider last refused a part for a reason that only the operator can resolve; null
///     for never
public record Outbox(
        List<PendingPart> pending,
        List<MessageId> answered,
        Instant committedAt,
        @Nullable Failure failure,
        @Nullable Instant blockedAt) {
    public Outbox {
        committedAt = committedAt.truncatedTo(ChronoUnit.MILLIS);
        pending = List.copyOf(pending);
        answered = List.copyOf(answered);
    }

    /// Creates an outbox that no provider has blocked.
    public Outbox(List<PendingPart> pending, List<MessageId> answered, Instant committedAt, @Nullable Failure failure) {
        this(pending, answered, committedAt, failure, null);
    }

    /// Creates an outbox without failure.
    public Outbox(List<PendingPart> pending, List<MessageId> answered, Instant committedAt) {
        this(pending, answered, committedAt, null);
    }

    /// Returns the messages that an earlier turn answered, and whose parts were held and go out with this answer.
    /// A notification answers no message.
    public Set<MessageId> answeredBefore() {
        return pending.stream()
                .map(part -> part.message().answers())
                .filter(Objects::nonNull)
                .filter(id ->
                        !answered.contains(id) && Notification.idOfRoot(id).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Returns whether the part is still to be settled.
    public boolean contains(PartId part) {
        return pending.stream().anyMatch(other -> other.message().id().equals(part));
    }

    /// Returns this outbox without a part, which is sent by itself and closes its message then.
    public Outbox without(OutboundMessage part) {
        return new Outbox(
                pending.stream()
                        .filter(other -> !other.message().id().equals(part.id()))
                        .toList(),
                answered.stream().filter(id -> !id.equals(part.answers())).toList(),
                committedAt,
                failure,
                blockedAt);
    }

    /// Returns whether it has a part that was certainly never given to the provider.
    public boolean hasQueued() {
        return pending.stream().anyMatch(part -> part.state() == DeliveryStatus.QUEUED);
    }

    /// Returns this outbox with every queued part marked as possibly sent. It is stored before a part is tried
    /// again.
    public Outbox withAllSending() {
        return withPending(pending.stream()
                .map(part -> part.state() == DeliveryStatus.QUEUED
                        ? new PendingPart(part.message(), DeliveryStatus.SENDING)
                        : part)
                .toList());
    }

    /// Returns this outbox with these parts still to be settled.
    public Outbox withPending(List<PendingPart> parts) {
        return new Outbox(parts, answered, committedAt, failure, blockedAt);
    }

    /// Returns this outbox, blocked at this time by a problem that only the operator can resolve.
    public Outbox blocked(Instant at) {
        return new Outbox(pending, answered, committedAt, failure, at);
    }

    /// Returns this outbox with a failure: the user does not get the whole answer.
    public Outbox withFailure(Failure why) {
        Failure all = failure == null ? why : failure.and(why.reason());
        return new Outbox(pending, answered, committedAt, all, blockedAt);
    }

    /// Returns since when the provider could have accepted it.
    public Instant deliverableSince() {
        return blockedAt == null || blockedAt.isBefore(committedAt) ? committedAt : blockedAt;
    }

    /// Returns this outbox with nothing left to send.
    public Outbox abandoned(String why) {
        return new Outbox(List.of(), answered, committedAt, failure == null ? new Failure(why, 1) : failure.and(why));
    }

    /// @param state [DeliveryStatus#QUEUED] when the part was certainly never given to the provider,
    ///     [DeliveryStatus#SENDING] or [DeliveryStatus#UNKNOWN] when it may have been
    public record PendingPart(OutboundMessage message, DeliveryStatus state) {}
}
