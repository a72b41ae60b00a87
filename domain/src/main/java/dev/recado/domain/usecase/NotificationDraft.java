package dev.recado.domain.usecase;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Conversation;
import dev.recado.domain.model.DeliveryStatus;
import dev.recado.domain.model.Notice;
import dev.recado.domain.model.Notification;
import dev.recado.domain.model.OutboundContent;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.model.Outbox.PendingPart;
import dev.recado.domain.model.PartId;
import dev.recado.domain.model.Role;
import dev.recado.domain.model.Turn;
import dev.recado.domain.port.SessionStore.Changes;
import dev.recado.domain.port.SessionStore.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A notification as it is to be stored: its parts, the turn that it is in the conversation, and the last notice, by
/// which an answer to it is understood.
final class NotificationDraft {
    private NotificationDraft() {}

    /// @param from the business's address; null where that is not known
    static Decision of(
            Notification notification,
            List<OutboundContent> contents,
            Conversation conversation,
            Channel channel,
            @Nullable String from,
            Instant now) {
        List<OutboundMessage> parts = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            parts.add(new OutboundMessage(
                    PartId.of(notification.root(), i),
                    conversation.id(),
                    channel,
                    notification.to(),
                    from,
                    i,
                    contents.size(),
                    notification.root(),
                    contents.get(i)));
        }
        String says =
                String.join("\n", parts.stream().map(OutboundMessage::text).toList());
        Notice notice = new Notice(
                notification.event(),
                notification.subject(),
                notification.body().isBlank() ? says : notification.body(),
                channel,
                now);
        List<PendingPart> pending = parts.stream()
                .map(part -> new PendingPart(part, DeliveryStatus.SENDING))
                .toList();
        return new Decision(
                List.of(new Turn(Role.ASSISTANT, says, now)),
                new Outbox(pending, List.of(), now),
                null,
                null,
                null,
                conversation.offered(),
                null,
                new Changes(null, null, notice, null, List.of()),
                now);
    }
}
