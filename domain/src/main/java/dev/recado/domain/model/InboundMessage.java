package dev.recado.domain.model;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One message as a provider delivered it.
///
/// @param externalId the provider's own id (`SM…`, `wamid…`)
/// @param from the address a reply goes to
/// @param otherAddress a second address of the same user that came along, if any
/// @param businessAddress the number or id of the business that was written to, as the provider spells it
/// @param writtenAt when the user wrote it, as the provider tells; when it was received where none tells
/// @param raw what the provider sent, where that holds more than is read here; at most {@link #LONGEST_RAW} long
/// @param receivedAt when Recado received it; messages of a user are answered in this order
public record InboundMessage(
        MessageId id,
        Channel channel,
        String externalId,
        Source source,
        UserAddress from,
        @Nullable UserAddress otherAddress,
        @Nullable String businessAddress,
        @Nullable String profileName,
        Content content,
        Instant writtenAt,
        @Nullable String raw,
        Instant receivedAt) {
    /// In UTF-16 units.
    public static final int LONGEST_RAW = 65_536;

    /// The order in which messages are answered: as received; the id decides between those of one moment.
    public static final Comparator<InboundMessage> BY_ARRIVAL = Comparator.comparing(InboundMessage::receivedAt)
            .thenComparing(message -> message.id().value());

    public ConversationId conversationId() {
        return ConversationId.of(from);
    }

    /// Without anything that is not understood, and written when it was received.
    public InboundMessage(
            MessageId id,
            Channel channel,
            String externalId,
            Source source,
            UserAddress from,
            @Nullable UserAddress otherAddress,
            @Nullable String businessAddress,
            @Nullable String profileName,
            Content content,
            Instant receivedAt) {
        this(
                id,
                channel,
                externalId,
                source,
                from,
                otherAddress,
                businessAddress,
                profileName,
                content,
                receivedAt,
                null,
                receivedAt);
    }

    /// The same message with this in place of what it says.
    public InboundMessage with(Content other) {
        return new InboundMessage(
                id,
                channel,
                externalId,
                source,
                from,
                otherAddress,
                businessAddress,
                profileName,
                other,
                writtenAt,
                raw,
                receivedAt);
    }

    /// Whether a turn is to look at it. A reaction asks for nothing, and a plain SMS is not the bot's to answer.
    public boolean expectsTurn() {
        return source == Source.WHATSAPP && !(content instanceof Content.Reaction);
    }
}
