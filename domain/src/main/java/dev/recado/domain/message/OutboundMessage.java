package dev.recado.domain.message;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import org.jspecify.annotations.Nullable;

/// One part of an answer, ready to send: in WhatsApp's formatting and within the channel's limits.
///
/// @param index the part's place in the answer, from 0
/// @param count how many parts the answer has
/// @param answers the last inbound message it answers; the notification's root for a notification, null for
///     neither
/// @param businessAddress the business number the user wrote to, as the provider spells it
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
            throw new IllegalArgumentException("a part's index is below the count");
        }
    }

    /// Creates a part without provenance.
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

    /// Returns this part addressed to where the user writes from now, in that message's conversation.
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

    /// Returns the content's words.
    public String text() {
        return content.text();
    }

    /// Returns this part in another conversation.
    public OutboundMessage in(ConversationId conversation) {
        return new OutboundMessage(
                id, conversation, channel, to, businessAddress, index, count, answers, content, provenance);
    }

    public boolean isLast() {
        return index == count - 1;
    }
}
