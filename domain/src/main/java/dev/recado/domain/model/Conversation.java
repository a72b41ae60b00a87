package dev.recado.domain.model;

import dev.recado.domain.model.OutboundContent.Option;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One user's thread: who, in which language, what was said lately, who owns it.
///
/// @param language the user's language as last recognised; absent while unknown
/// @param turns the recent turns, oldest first, bounded by the store
/// @param answered ids of the inbound messages closed lately, so that a message that comes round again is known
/// @param outbox an earlier answer whose sending is not settled, if any
/// @param offered what the last answer offered to choose from; empty for nothing
/// @param lastWroteAt when the user last wrote, as the provider tells; null while it is not known
/// @param held parts that may not be sent before the user writes again, oldest first, bounded
public record Conversation(
        ConversationId id,
        UserAddress address,
        Channel channel,
        ConversationStatus status,
        @Nullable String profileName,
        @Nullable Language language,
        List<Turn> turns,
        Set<MessageId> answered,
        @Nullable Outbox outbox,
        List<Option> offered,
        @Nullable Instant lastWroteAt,
        List<OutboundMessage> held,
        Instant createdAt) {
    public Conversation {
        turns = List.copyOf(turns);
        answered = Set.copyOf(answered);
        offered = List.copyOf(offered);
        held = List.copyOf(held);
    }

    public ServiceWindow window() {
        return new ServiceWindow(lastWroteAt);
    }
}
