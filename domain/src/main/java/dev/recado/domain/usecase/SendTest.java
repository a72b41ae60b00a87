package dev.recado.domain.usecase;

import dev.recado.domain.model.ConversationId;
import dev.recado.domain.model.OutboundContent;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.model.PartId;
import dev.recado.domain.model.UserAddress;
import dev.recado.domain.port.IdGenerator;
import dev.recado.domain.port.MessageSender;
import dev.recado.domain.port.MessageSender.SendOutcome;

/// Sends one text outside any conversation.
public final class SendTest implements SendTestUseCase {
    private final MessageSender sender;
    private final IdGenerator ids;

    public SendTest(MessageSender sender, IdGenerator ids) {
        this.sender = sender;
        this.ids = ids;
    }

    @Override
    public SendOutcome send(UserAddress to, String text) {
        return sender.send(new OutboundMessage(
                new PartId("test:" + ids.next()),
                ConversationId.of(to),
                sender.channel(),
                to,
                null,
                0,
                1,
                null,
                new OutboundContent.Text(text)));
    }
}
