package dev.recado.domain.identity;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The id of one user's conversation.
public record ConversationId(UUID value) {

    /// Derives the id from the user's address, so that a message knows its conversation without a look-up, and
    /// two processes that meet a new user at the same time agree on it. All spellings of one phone number give
    /// the same id.
    public static ConversationId of(UserAddress address) {
        return ofSpelling(address.canonical());
    }

    /// Returns the id derived from this spelling alone. Conversations were stored under it before all spellings
    /// gave one id.
    public static ConversationId ofSpelling(UserAddress address) {
        byte[] name = ("recado:conversation:" + address.waId()).getBytes(StandardCharsets.UTF_8);
        return new ConversationId(UUID.nameUUIDFromBytes(name));
    }

    /// Returns the id for messages written in a group, which belong to no user's conversation.
    ///
    /// @param groupId the provider's id of the group
    public static ConversationId ofGroup(Channel channel, String groupId) {
        byte[] name = ("recado:group:" + channel.id() + ":" + groupId).getBytes(StandardCharsets.UTF_8);
        return new ConversationId(UUID.nameUUIDFromBytes(name));
    }

    /// @throws IllegalArgumentException when the text is not a UUID
    public static ConversationId parse(String text) {
        return new ConversationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
