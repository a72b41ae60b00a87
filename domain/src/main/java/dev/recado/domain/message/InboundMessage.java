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
/// @param writtenAt when the user wrote it, as the provider states; else when it was received
/// @param receivedAt when Recado received it; a user's messages are answered in this order
/// @param conversationId the conversation derived from its address, until it is known to belong to another
/// @param context audience, quoted message and referral
public record InboundMessage(
        MessageId id,
        Origin origin,
        Sender sender,
        Content content,
        Instant writtenAt,
        Instant receivedAt,
        ConversationId conversationId,
        MessageContext context) {
    /// In UTF-16 units.
    public static final int MAX_RAW_LENGTH = 65_536;

    /// The order in which messages are answered: as received; the id breaks ties.
    public static final Comparator<InboundMessage> BY_ARRIVAL = Comparator.comparing(InboundMessage::receivedAt)
            .thenComparing(message -> message.id().value());

    /// How it came.
    ///
    /// @param externalId the provider's own id (`SM…`, `wamid…`)
    /// @param businessAddress the number or id of the business that received it, as the provider spells it
    /// @param raw the provider's payload, where it holds more than is parsed; at most [#MAX_RAW_LENGTH] long
    public record Origin(
            Channel channel,
            String externalId,
            Source source,
            @Nullable String businessAddress,
            @Nullable String raw) {}

    /// Who wrote it.
    ///
    /// @param address the address a reply goes to
    /// @param otherAddress a second address of the same user, if the webhook named one
    public record Sender(
            UserAddress address,
            @Nullable UserAddress otherAddress,
            @Nullable String profileName) {}

    /// Makes a message in the conversation of its own address, or of the new phone number where it reports one.
    public static InboundMessage of(
            Origin origin, Sender sender, Content content, Instant writtenAt, Instant receivedAt) {
        return new InboundMessage(
                MessageId.of(origin.channel, origin.externalId),
                origin,
                sender,
                content,
                writtenAt,
                receivedAt,
                ConversationId.of(currentAddress(sender.address, content)),
                MessageContext.NONE);
    }

    public Channel channel() {
        return origin.channel;
    }

    public String externalId() {
        return origin.externalId;
    }

    public Source source() {
        return origin.source;
    }

    public @Nullable String businessAddress() {
        return origin.businessAddress;
    }

    public @Nullable String raw() {
        return origin.raw;
    }

    public UserAddress from() {
        return sender.address;
    }

    public @Nullable UserAddress otherAddress() {
        return sender.otherAddress;
    }

    public @Nullable String profileName() {
        return sender.profileName;
    }

    /// Returns whether a turn handles it. A reaction needs no turn, and plain SMS or a message for another
    /// audience is not for the bot.
    public boolean expectsTurn() {
        return source() == Source.WHATSAPP
                && context.audience() == MessageContext.Audience.BOT
                && !(content instanceof Content.Reaction);
    }

    /// Returns whether the user should get a reply to it.
    public boolean asksForReply() {
        return expectsTurn() && content.asksForReply();
    }

    /// Returns the user's address from now on, as far as this message shows.
    public UserAddress currentAddress() {
        return currentAddress(sender.address, content);
    }

    private static UserAddress currentAddress(UserAddress from, Content content) {
        return content instanceof Content.AddressChange change && change.newAddress() instanceof UserAddress.Phone phone
                ? phone
                : from;
    }

    /// Returns all addresses of its user that it names.
    public Set<UserAddress> addresses() {
        Set<UserAddress> addresses = new LinkedHashSet<>();
        addresses.add(sender.address);
        if (sender.otherAddress != null) {
            addresses.add(sender.otherAddress);
        }
        if (content instanceof Content.AddressChange change) {
            addresses.add(change.newAddress());
        }
        return addresses;
    }

    /// Returns this message in another conversation.
    public InboundMessage in(ConversationId conversation) {
        return new InboundMessage(id, origin, sender, content, writtenAt, receivedAt, conversation, context);
    }

    /// Returns this message with another context.
    public InboundMessage with(MessageContext newContext) {
        return new InboundMessage(id, origin, sender, content, writtenAt, receivedAt, conversationId, newContext);
    }

    /// Returns this message with another address for the reply.
    public InboundMessage withReplyAddress(UserAddress address) {
        Sender moved = new Sender(address, sender.otherAddress, sender.profileName);
        return new InboundMessage(id, origin, moved, content, writtenAt, receivedAt, conversationId, context);
    }

    /// Returns this message with other content.
    public InboundMessage withContent(Content newContent) {
        return new InboundMessage(id, origin, sender, newContent, writtenAt, receivedAt, conversationId, context);
    }
}
