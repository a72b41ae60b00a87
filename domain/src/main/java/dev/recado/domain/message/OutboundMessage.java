package dev.recado.domain.message;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import org.jspecify.annotations.Nullable;

/// One part of an answer, ready to send: already in WhatsApp's marks and under the channel's limit.
///
/// @param index the part's place in the answer, from 0
/// @param count how many parts the answer has
/// @param answers the last inbound message this answers; what stands for it where the business speaks unasked, and
///     null where nothing does
/// @param businessAddress the sender the user wrote to, as the provider spells it
/// @param provenance of the answer, on its first part
public record OutboundMessage(
        PartId id,
        ConversationId conversationId,
        Channel channel,
        UserAddress to,
        @Nullable String businessAddress,
        int index,
        int count,
        @Nullable MessageId answers,
        OutboundContent content,
        Provenance provenance) {
    public OutboundMessage {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("a part's index lies below the count");
        }
    }

    /// Of which nothing is to be kept but what it says.
    public OutboundMessage(
            PartId id,
            ConversationId conversationId,
            Channel channel,
            UserAddress to,
            @Nullable String businessAddress,
            int index,
            int count,
            @Nullable MessageId answers,
            OutboundContent content) {
        this(id, conversationId, channel, to, businessAddress, index, count, answers, content, Provenance.NONE);
    }

    /// The same part, to where the user writes from now, and in the conversation that this is by now.
    public OutboundMessage readdressedTo(InboundMessage latest) {
        return new OutboundMessage(
                id,
                latest.conversationId(),
                latest.channel(),
                latest.from(),
                latest.businessAddress(),
                index,
                count,
                answers,
                content,
                provenance);
    }

    /// What it says, in words.
    public String text() {
        return content.text();
    }

    /// The same part in another conversation.
    public OutboundMessage in(ConversationId conversation) {
        return new OutboundMessage(
                id, conversation, channel, to, businessAddress, index, count, answers, content, provenance);
    }

    public boolean isLast() {
        return index == count - 1;
    }
}
