package dev.recado.domain.fake;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Builders of messages for tests.
public final class Messages {
    private Messages() {}

    /// A text from a user.
    public static InboundMessage text(String externalId, String from, String text, Instant at) {
        return message(externalId, from, new Content.Text(text), at);
    }

    public static InboundMessage message(String externalId, String from, Content content, Instant at) {
        return InboundMessage.of(
                new Origin(Channel.TWILIO, externalId, Source.WHATSAPP, "whatsapp:+14155238886", null),
                new Sender(new UserAddress.Phone(from), null, "Test User"),
                content,
                at,
                at);
    }

    /// A message from a user who may have shown several addresses.
    ///
    /// @param other null when only one address is known
    public static InboundMessage from(
            String externalId, UserAddress from, @Nullable UserAddress other, Content content, Instant at) {
        return InboundMessage.of(
                new Origin(Channel.TWILIO, externalId, Source.WHATSAPP, "whatsapp:+14155238886", null),
                new Sender(from, other, "Test User"),
                content,
                at,
                at);
    }

    /// The only part of a notification, in a conversation.
    public static OutboundMessage partOf(Notification notification, ConversationId conversation, String text) {
        return new OutboundMessage(
                PartId.of(notification.root(), 0),
                conversation,
                Channel.TWILIO,
                notification.to(),
                "whatsapp:+14155238886",
                0,
                1,
                notification.root(),
                new OutboundContent.Text(text));
    }

    /// A part that answers a message.
    public static OutboundMessage part(InboundMessage answered, int index, int count, String text) {
        return new OutboundMessage(
                PartId.of(answered.id(), index),
                answered.conversationId(),
                answered.channel(),
                answered.from(),
                answered.businessAddress(),
                index,
                count,
                answered.id(),
                new OutboundContent.Text(text));
    }
}
