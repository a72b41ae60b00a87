package dev.recado.domain.notification;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.SessionStore.Changes;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.Provenance;
import dev.recado.domain.message.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds the stored form of a notification: its parts, its turn in the conversation, and, for an occasion of
/// the business, the last notice, which gives the context for a reply.
final class NotificationDraft {
    private NotificationDraft() {}

    /// @param from the business's address; null when unknown
    static Decision of(
            Notification notification,
            List<OutboundContent> contents,
            Conversation conversation,
            Channel channel,
            @Nullable String from,
            Instant now) {
        Author author = notification.author();
        Provenance provenance = author == null ? Provenance.NONE : Provenance.by(author);
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
                    contents.get(i),
                    provenance));
        }
        String says =
                String.join("\n", parts.stream().map(OutboundMessage::text).toList());
        LastNotification notice = author != null
                ? null
                : new LastNotification(
                        notification.event(),
                        notification.subject(),
                        notification.body().isBlank() ? says : notification.body(),
                        channel,
                        now);
        Role role = provenance.author() == null ? Role.ASSISTANT : Role.AGENT;
        List<PendingPart> pending = parts.stream()
                .map(part -> new PendingPart(part, DeliveryStatus.SENDING))
                .toList();
        return new Decision(
                List.of(new Utterance(role, says, now)),
                new Outbox(pending, List.of(), now),
                null,
                null,
                null,
                conversation.offered(),
                null,
                // a copy of the conversation kept at the model's provider lacks what a person wrote
                new Changes(null, answered(conversation, role), notice, role == Role.AGENT ? "" : null, List.of()),
                now);
    }

    private static @Nullable Ownership answered(Conversation conversation, Role role) {
        Ownership before = conversation.ownership();
        Ownership now = role == Role.AGENT ? before.answered() : before;
        return now.equals(before) ? null : now;
    }
}
