package dev.recado.domain.model;

import org.jspecify.annotations.Nullable;

/// One part of an answer, ready to send: already in WhatsApp's marks and under the channel's limit.
///
/// @param index the part's place in the answer, from 0
/// @param count how many parts the answer has
/// @param answers the last inbound message this answers; empty-handed for what Recado says unasked
/// @param businessAddress the sender the user wrote to, as the provider spells it
/// @param text the body, never blank
/// @param mediaUrl a public URL of a file to go along, if any
public record OutboundMessage(
        PartId id,
        ConversationId conversationId,
        Channel channel,
        UserAddress to,
        @Nullable String businessAddress,
        int index,
        int count,
        @Nullable MessageId answers,
        String text,
        @Nullable String mediaUrl) {
    public OutboundMessage {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a part says something");
        }
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("a part's index lies below the count");
        }
    }

    public boolean isLast() {
        return index == count - 1;
    }
}
