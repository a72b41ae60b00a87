package dev.recado.domain.message;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
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
/// @param conversationId the user's thread: that of the address it came from, until it is known to belong to
///     another
/// @param context what came along besides
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
        Instant receivedAt,
        ConversationId conversationId,
        MessageContext context) {
    /// In UTF-16 units.
    public static final int LONGEST_RAW = 65_536;

    /// The order in which messages are answered: as received; the id decides between those of one moment.
    public static final Comparator<InboundMessage> BY_ARRIVAL = Comparator.comparing(InboundMessage::receivedAt)
            .thenComparing(message -> message.id().value());

    /// In the conversation of its own address; of the new phone number when it tells of one.
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
            Instant writtenAt,
            @Nullable String raw,
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
                writtenAt,
                raw,
                receivedAt,
                ConversationId.of(reachedAt(from, content)),
                MessageContext.NONE);
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

    /// Whether a turn is to look at it. A reaction asks for nothing, and a plain SMS or what is for others is
    /// not the bot's to answer.
    public boolean expectsTurn() {
        return source == Source.WHATSAPP
                && context.audience() == MessageContext.Audience.BOT
                && !(content instanceof Content.Reaction);
    }

    /// Whether the user is to hear something for it.
    public boolean asksForReply() {
        return expectsTurn() && content.asksForReply();
    }

    /// Where the user is reached from now on, as far as this message tells.
    public UserAddress reachedAt() {
        return reachedAt(from, content);
    }

    private static UserAddress reachedAt(UserAddress from, Content content) {
        return content instanceof Content.AddressChange change && change.now() instanceof UserAddress.Phone phone
                ? phone
                : from;
    }

    /// All addresses of its user that it names.
    public Set<UserAddress> addresses() {
        Set<UserAddress> addresses = new LinkedHashSet<>();
        addresses.add(from);
        if (otherAddress != null) {
            addresses.add(otherAddress);
        }
        if (content instanceof Content.AddressChange change) {
            addresses.add(change.now());
        }
        return addresses;
    }

    /// The same message in another conversation.
    public InboundMessage in(ConversationId conversation) {
        return with(from, content, conversation, context);
    }

    /// The same message with what came along.
    public InboundMessage with(MessageContext along) {
        return with(from, content, conversationId, along);
    }

    /// The same message, to be answered at another address.
    public InboundMessage answeredAt(UserAddress address) {
        return with(address, content, conversationId, context);
    }

    /// The same message in other words.
    public InboundMessage saying(Content now) {
        return with(from, now, conversationId, context);
    }

    private InboundMessage with(UserAddress address, Content now, ConversationId conversation, MessageContext along) {
        return new InboundMessage(
                id,
                channel,
                externalId,
                source,
                address,
                otherAddress,
                businessAddress,
                profileName,
                now,
                writtenAt,
                raw,
                receivedAt,
                conversation,
                along);
    }
}
