package dev.recado.domain.conversation;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.InboundMessage;
import org.jspecify.annotations.Nullable;

/// Finds a conversation, and holds the first values of a new one.
///
/// @param address where the user is reached
/// @param businessAddress the number of the business, as the provider spells it
public record ConversationKey(
        ConversationId conversationId,
        UserAddress address,
        Channel channel,
        @Nullable String businessAddress,
        @Nullable String profileName) {

    /// The key for a message of a user.
    public static ConversationKey by(InboundMessage message) {
        return new ConversationKey(
                message.conversationId(),
                message.currentAddress(),
                message.channel(),
                message.businessAddress(),
                message.profileName());
    }
}
