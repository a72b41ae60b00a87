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
/// @param otherAddress a second address of the same user, if the webhook named one
/// @param businessAddress the number or id of the business that received it, as the provider spells it
/// @param writtenAt when the user wrote it, as the provider states; else when it was received
/// @param raw the provider's payload, where it holds more than is parsed; at most [#MAX_RAW_LENGTH] long
/// @param receivedAt when Recado received it; a user's messages are answered in this order
/// @param conversationId the conversation derived from its address, until it is known to belong to another
/// @param context audience, quoted message and referral
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
    public static final int MAX_RAW_LENGTH = 65_536;

    /// The order in which messages are answered: as received; the id breaks ties.
    public static final Comparator<InboundMessage> BY_ARRIVAL = Comparator.comparing(InboundMessage::receivedAt)
            .thenComparing(message -> message.id().value());

    /// Creates a message in the conversation of its own address, or of the new phone number where it reports one.
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
                ConversationId.of(currentAddress(from, content)),
                MessageContext.NONE);
    }

    /// Creates a message without a raw payload, written when it was received.
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

    /// Returns whether a turn handles it. A reaction needs no turn, and plain SMS or a message for another
    /// audience is not for the bot.
    public boolean expectsTurn() {
        return source == Source.WHATSAPP
                && context.audience() == MessageContext.Audience.BOT
                && !(content instanceof Content.Reaction);
    }

    /// Returns whether the user should get a reply to it.
    public boolean asksForReply() {
        return expectsTurn() && content.asksForReply();
    }

    /// Returns the user's address from now on, as far as this message shows.
    public UserAddress currentAddress() {
        return currentAddress(from, content);
    }

    private static UserAddress currentAddress(UserAddress from, Content content) {
        return content instanceof Content.AddressChange change && change.newAddress() instanceof UserAddress.Phone phone
                ? phone
                : from;
    }

    /// Returns all addresses of its user that it names.
    public Set<UserAddress> addresses() {
        Set<UserAddress> addresses = new LinkedHashSet<>();
        addresses.add(from);
        if (otherAddress != null) {
            addresses.add(otherAddress);
        }
        if (content instanceof Content.AddressChange change) {
            addresses.add(change.newAddress());
        }
        return addresses;
    }

    /// Returns this message in another conversation.
    public InboundMessage in(ConversationId conversation) {
        return with(from, content, conversation, context);
    }

    /// Returns this message with another context.
    public InboundMessage with(MessageContext newContext) {
        return with(from, content, conversationId, newContext);
    }

    /// Returns this message with another address for the reply.
    public InboundMessage withReplyAddress(UserAddress address) {
        return with(address, content, conversationId, context);
    }

    /// Returns this message with other content.
    public InboundMessage withContent(Content newContent) {
        return with(from, newContent, conversationId, context);
    }

    private InboundMessage with(
            UserAddress address, Content newContent, ConversationId conversation, MessageContext newContext) {
        return new InboundMessage(
                id,
                channel,
                externalId,
                source,
                address,
                otherAddress,
                businessAddress,
                profileName,
                newContent,
                writtenAt,
                raw,
                receivedAt,
                conversation,
                newContext);
    }
}
