package dev.recado.domain.message;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log of all messages of a conversation, inbound and outbound, with their states. Every method may throw
/// [dev.recado.domain.PortUnavailableException]; a retry is safe and may help. Thread-safe.
public interface MessageLog {

    /// Records the outcome of an answer's parts and closes the answered messages, in one write. A part with a
    /// later state from a receipt keeps it; a message that no longer waits keeps its state. A repeat is harmless.
    ///
    /// @param failure null when the messages are answered; otherwise the reason why they become
    ///     [dev.recado.domain.operation.DeadLetters]
    void record(List<PartOutcome> outcomes, List<MessageId> answered, @Nullable Failure failure, Instant now);

    /// Records the outcome of an answer without failure: see [#record(List, List, Failure, Instant)].
    default void record(List<PartOutcome> outcomes, List<MessageId> answered, Instant now) {
        record(outcomes, answered, null, now);
    }

    /// Closes messages that get no answer. A message that no longer waits keeps its state. A repeat is harmless.
    void closeUnanswered(List<MessageId> silent);

    /// Stores a recording's transcript, so that it is not transcribed again; the message's `content` is the words
    /// from now on. An unknown message is ignored. A repeat is harmless.
    void storeTranscript(MessageId id, Content.Speech speech);

    /// Moves messages of one conversation, inbound and outbound, whatever their state, to another. Each is a
    /// write of its own, so an interrupted call may have moved some; a repeat moves the rest.
    ///
    /// @param limit the most messages
    /// @return how many were moved; fewer than the limit when none is left
    int move(ConversationId from, ConversationId to, int limit);

    /// Applies one receipt; a state never moves back. A receipt that arrives before our own record of the part,
    /// but names the part's id, is kept for it. A repeat is harmless.
    default Applied apply(DeliveryReceipt receipt) {
        return applyAll(List.of(receipt)).getFirst();
    }

    /// Applies many receipts in few writes, each independently. A repeat is harmless.
    ///
    /// @return the effect of each, in order; among receipts for one part the furthest counts
    /// @throws dev.recado.domain.PortUnavailableException when some may not have been applied; a retry is safe
    List<Applied> applyAll(List<DeliveryReceipt> receipts);

    /// Returns the recorded part that a receipt is about; empty when its ids match no part, or the part is not
    /// recorded yet.
    Optional<OutboundMessage> part(DeliveryReceipt receipt);

    /// Sets a part back to [DeliveryStatus#HELD] that the provider had accepted and then failed to deliver. Later
    /// receipts for that provider message are ignored. A repeat is harmless.
    ///
    /// @param receipt the report of the failure
    /// @return whether the part is held because of this receipt and was not sent again since
    boolean takeBack(PartId id, DeliveryReceipt receipt);

    /// Makes an answered message wait again, because its answer was taken back. A message in any other state
    /// keeps it. A repeat is harmless.
    void reopen(MessageId id);

    /// Makes an answered message a dead letter, because its answer was refused later. A message in any other
    /// state keeps it. A repeat is harmless.
    ///
    /// @return whether the message was answered
    boolean setAside(MessageId id, Failure failure, Instant now);

    /// Returns the status of the given parts; parts without a record are absent.
    Map<PartId, DeliveryStatus> states(Collection<PartId> parts);

    /// Returns the newest messages of a conversation, in order from the oldest to the newest.
    List<Entry> history(ConversationId id, int limit);

    /// Returns the message of a conversation, inbound or outbound, with this provider id; empty when there is
    /// none. If one of our parts and another message share the id, it is the part.
    Optional<Entry> find(ConversationId id, Channel channel, String externalId);

    /// The effect of a receipt.
    enum Applied {
        ADVANCED,
        /// The part had this state or a later one already.
        STALE,
        /// The receipt's ids match none of our parts.
        UNMATCHED,
        /// None yet: the part's conversation is being answered, or merged into another.
        LATER
    }

    /// A stored message.
    record Entry(
            String id,
            String role,
            String content,
            String status,
            @Nullable String externalMessageId,
            @Nullable String errorCode,
            Instant at) {}
}
