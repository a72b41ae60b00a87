package dev.recado.domain.identity;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The identity of one user's thread.
public record ConversationId(UUID value) {

    /// Derives the id from the user's address, so that a message knows its conversation without a look-up and two
    /// processes that meet a new user at the same time agree on it. All spellings of one phone number give one id.
    public static ConversationId of(UserAddress address) {
        return ofSpelling(address.canonical());
    }

    /// The id that one spelling has by itself. Its conversation was kept there before all spellings gave one.
    public static ConversationId ofSpelling(UserAddress address) {
        byte[] name = ("recado:conversation:" + address.waId()).getBytes(StandardCharsets.UTF_8);
        return new ConversationId(UUID.nameUUIDFromBytes(name));
    }

    /// The id of what is written in a group: nobody's private conversation.
    ///
    /// @param groupId the provider's
    public static ConversationId ofGroup(Channel channel, String groupId) {
        byte[] name = ("recado:group:" + channel.id() + ":" + groupId).getBytes(StandardCharsets.UTF_8);
        return new ConversationId(UUID.nameUUIDFromBytes(name));
    }

    /// @throws IllegalArgumentException when the text is no UUID
    public static ConversationId parse(String text) {
        return new ConversationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
