package dev.recado.adapter.meta;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.ConversationId;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.OutboundContent;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.model.PartId;
import dev.recado.domain.model.UserAddress;
import org.jspecify.annotations.Nullable;

/// Parts of an answer to one user.
final class Parts {
    static final UserAddress USER = new UserAddress.Phone("+15555550101");
    static final UserAddress SCOPED = new UserAddress.BusinessScoped("US.13491208655302741918");

    private Parts() {}

    static OutboundMessage part(OutboundContent content) {
        return part(USER, "106540352242922", content);
    }

    static OutboundMessage part(UserAddress to, @Nullable String number, OutboundContent content) {
        MessageId answered = MessageId.of(Channel.META, "wamid.1");
        return new OutboundMessage(
                PartId.of(answered, 0), ConversationId.of(to), Channel.META, to, number, 0, 1, answered, content);
    }

    static OutboundMessage text(String text) {
        return part(new OutboundContent.Text(text));
    }
}
