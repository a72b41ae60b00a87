package dev.recado.adapter.meta;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import org.jspecify.annotations.Nullable;

/// Parts of an answer to one user.
public final class Parts {
    public static final UserAddress USER = new UserAddress.Phone("+15555550101");
    public static final UserAddress SCOPED = new UserAddress.BusinessScoped("US.13491208655302741918");

    private Parts() {}

    public static OutboundMessage part(OutboundContent content) {
        return part(USER, "106540352242922", content);
    }

    public static OutboundMessage part(UserAddress to, @Nullable String number, OutboundContent content) {
        MessageId answered = MessageId.of(Channel.META, "wamid.1");
        return new OutboundMessage(
                PartId.of(answered, 0), ConversationId.of(to), Channel.META, to, number, 0, 1, answered, content);
    }

    public static OutboundMessage text(String text) {
        return part(new OutboundContent.Text(text));
    }
}
