package dev.recado.adapter.twilio;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Creates messages and parts of one user's conversation.
public final class Parts {
    public static final UserAddress USER = new UserAddress.Phone("+15555550101");

    private Parts() {}

    public static InboundMessage inbound(String sid, Content content) {
        return InboundMessage.of(
                new Origin(Channel.TWILIO, sid, Source.WHATSAPP, "whatsapp:+15555550100", null),
                new Sender(USER, null, null),
                content,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    public static OutboundMessage part(
            InboundMessage answered, int index, int count, String text, @Nullable String mediaUrl) {
        return new OutboundMessage(
                PartId.of(answered.id(), index),
                answered.conversationId(),
                Channel.TWILIO,
                answered.from(),
                answered.businessAddress(),
                index,
                count,
                answered.id(),
                mediaUrl == null
                        ? new OutboundContent.Text(text)
                        : new OutboundContent.Media(Content.MediaKind.AUDIO, mediaUrl, text));
    }

    public static OutboundMessage part(OutboundContent content) {
        InboundMessage answered = inbound("SM1", new Content.Text("hi"));
        return new OutboundMessage(
                PartId.of(answered.id(), 0),
                answered.conversationId(),
                Channel.TWILIO,
                answered.from(),
                answered.businessAddress(),
                0,
                1,
                answered.id(),
                content);
    }

    public static OutboundMessage part(String text) {
        return part(inbound("SM1", new Content.Text("hi")), 0, 1, text, null);
    }

    public static OutboundMessage partWithFile(String text, String mediaUrl) {
        return part(inbound("SM1", new Content.Text("hi")), 0, 1, text, mediaUrl);
    }
}
