package dev.recado.domain.delivery;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends one test message outside any conversation.
public final class SendTest implements SendTestUseCase {
    private final List<MessageSender> senders;
    private final SenderBlocks blocks;
    private final IdGenerator ids;

    public SendTest(Senders senders, IdGenerator ids) {
        this.blocks = senders.blocks();
        this.senders = senders.byChannel().values().stream()
                .sorted(Comparator.comparing(MessageSender::channel))
                .toList();
        this.ids = ids;
    }

    @Override
    public SendOutcome send(@Nullable Channel provider, UserAddress to, String text) {
        return senders.stream()
                .filter(sender -> provider == null || sender.channel() == provider)
                .findFirst()
                .map(sender -> send(sender, to, text))
                .orElseGet(() -> new SendOutcome.Refused("provider", "this provider is not configured"));
    }

    /// The operator asks for it after a repair, or to find a fault: it is tried although the sender is blocked,
    /// and shows whether it still is.
    private SendOutcome send(MessageSender sender, UserAddress to, String text) {
        OutboundMessage part = new OutboundMessage(
                new PartId("test:" + ids.next()),
                ConversationId.of(to),
                sender.channel(),
                to,
                null,
                0,
                1,
                null,
                new OutboundContent.Text(text));
        blocks.begin(part);
        SendOutcome outcome = sender.send(part);
        blocks.tried(part, outcome);
        return outcome;
    }
}
