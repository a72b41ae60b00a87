package dev.recado.domain.model;

import org.jspecify.annotations.Nullable;

/// What a conversation is found by, and begins with when it is the first that is heard of it.
///
/// @param address where the user is reached
/// @param businessAddress the business's sender, as the provider spells it
public record Opening(
        ConversationId conversationId,
        UserAddress address,
        Channel channel,
        @Nullable String businessAddress,
        @Nullable String profileName) {

    /// By what a user wrote.
    public static Opening by(InboundMessage message) {
        return new Opening(
                message.conversationId(),
                message.reachedAt(),
                message.channel(),
                message.businessAddress(),
                message.profileName());
    }
}
