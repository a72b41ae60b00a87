package dev.recado.domain.conversation;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.InboundMessage;
import org.jspecify.annotations.Nullable;

/// What a conversation is found by, and begins with when it is the first that is heard of it.
///
/// @param address where the user is reached
/// @param businessAddress the business's sender, as the provider spells it
public record ConversationKey(
        ConversationId conversationId,
        UserAddress address,
        Channel channel,
        @Nullable String businessAddress,
        @Nullable String profileName) {

    /// By what a user wrote.
    public static ConversationKey by(InboundMessage message) {
        return new ConversationKey(
                message.conversationId(),
                message.reachedAt(),
                message.channel(),
                message.businessAddress(),
                message.profileName());
    }
}
