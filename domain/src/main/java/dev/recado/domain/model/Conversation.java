package dev.recado.domain.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One user's thread: who, in which language, what was said lately, who owns it.
///
/// @param address the phone number where one is known, as the user's first message spelt it
/// @param otherAddresses what else the user came by, and what went before the address; all their conversations are
///     this one
/// @param language the user's language as last recognised; absent while unknown
/// @param turns the recent turns, oldest first, bounded by the store
/// @param answered ids of the inbound messages closed lately, so that a message that comes round again is known
/// @param outbox an earlier answer whose sending is not settled, if any
public record Conversation(
        ConversationId id,
        UserAddress address,
        Set<UserAddress> otherAddresses,
        Channel channel,
        ConversationStatus status,
        @Nullable String profileName,
        @Nullable Language language,
        List<Turn> turns,
        Set<MessageId> answered,
        @Nullable Outbox outbox,
        Instant createdAt) {
    public Conversation {
        otherAddresses = Set.copyOf(otherAddresses);
        turns = List.copyOf(turns);
        answered = Set.copyOf(answered);
    }

    /// Whether nothing was ever answered in it, and nothing of it is known.
    public boolean isBlank() {
        return turns.isEmpty() && answered.isEmpty() && otherAddresses.isEmpty() && outbox == null;
    }

    /// Whether the address is known to be this user's.
    public boolean knows(UserAddress other) {
        return address.equals(other) || otherAddresses.contains(other);
    }
}
