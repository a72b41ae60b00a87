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

/// Every message of a conversation, in and out, with its state.
public interface MessageLog {

    /// Writes what became of an answer's parts and closes what they answer, in one write. A part that a receipt
    /// wrote about earlier keeps the later state; a message that waits no more keeps its state. A repeat is
    /// harmless.
    ///
    /// @param failure null when the messages are answered; else they are set aside for it, as {@link DeadLetters}
    void record(List<PartOutcome> outcomes, List<MessageId> answered, @Nullable Failure failure, Instant now);

    /// The same for messages that are answered.
    default void record(List<PartOutcome> outcomes, List<MessageId> answered, Instant now) {
        record(outcomes, answered, null, now);
    }

    /// Closes messages that get no answer. One that waits no more keeps its state. A repeat is harmless.
    void note(List<MessageId> silent);

    /// Writes down what a message's recording says, so that nobody has to listen again; `content` is the words from
    /// now on. A message that is not there is left out. A repeat is harmless.
    void heard(MessageId id, Content.Speech speech);

    /// Gives messages of one conversation, in and out, whatever their state, to another. Each is one write
    /// by itself, so a call that breaks off has moved some. A repeat moves what is left.
    ///
    /// @param limit at most so many
    /// @return how many were moved; fewer than the limit when none is left
    int move(ConversationId from, ConversationId to, int limit);

    /// Applies a receipt, never backwards. A receipt that overtakes our own record of the part, but names its part
    /// id, is kept for it.
    default Applied apply(DeliveryReceipt receipt) {
        return applyAll(List.of(receipt)).getFirst();
    }

    /// Applies many receipts in few writes, each on its own. A repeat is harmless.
    ///
    /// @return what each did, in order; of several of one part the furthest counts
    /// @throws PortUnavailableException when it is not known whether all were applied; some may have been
    List<Applied> applyAll(List<DeliveryReceipt> receipts);

    /// The part that a receipt is about, as it was recorded; empty when none is known by the ids it names, or it is
    /// not recorded yet.
    Optional<OutboundMessage> part(DeliveryReceipt receipt);

    /// Takes a part back that the provider had accepted and then did not bring: it is {@link DeliveryStatus#HELD}
    /// again. Whatever else is told of that message of the provider's changes nothing any more. A
    /// repeat is harmless.
    ///
    /// @param receipt that tells of the failure
    /// @return whether it is held because of this receipt, and not sent again since
    boolean takeBack(PartId id, DeliveryReceipt receipt);

    /// An answered message waits again, for its answer was taken back. One that was not answered keeps its state. A
    /// repeat is harmless.
    void reopen(MessageId id);

    /// An answered message is set aside, for its answer was refused after all. One that was not answered keeps its
    /// state. A repeat is harmless.
    ///
    /// @return whether it was answered
    boolean setAside(MessageId id, Failure failure, Instant now);

    /// How far the given parts got; parts nobody wrote about are absent.
    Map<PartId, DeliveryStatus> states(Collection<PartId> parts);

    /// The newest messages of a conversation, oldest of them first.
    List<Entry> history(ConversationId id, int limit);

    /// The message of a conversation, in or out, that the provider knows by this id; empty when none is known.
    /// Of a part of ours and another message under one id it is the part.
    Optional<Entry> find(ConversationId id, Channel channel, String externalId);

    /// What a receipt did.
    enum Applied {
        ADVANCED,
        /// The part was already as far or further.
        STALE,
        /// No part of ours is known by the ids it names.
        UNMATCHED
    }

    /// One message as stored.
    record Entry(
            String id,
            String role,
            String content,
            String status,
            @Nullable String externalMessageId,
            @Nullable String errorCode,
            Instant at) {}
}
