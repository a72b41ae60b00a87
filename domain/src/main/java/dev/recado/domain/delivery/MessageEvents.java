package dev.recado.domain.delivery;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.PartOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the business events of messages received and sent.
public final class MessageEvents {
    private MessageEvents() {}

    public static List<BusinessEvent> received(List<InboundMessage> messages) {
        return messages.stream().map(MessageEvents::received).toList();
    }

    private static BusinessEvent received(InboundMessage message) {
        return BusinessEvent.of(
                BusinessEvent.Type.MESSAGE_RECEIVED,
                message.id().value(),
                message.conversationId(),
                message.receivedAt(),
                Map.of(
                        "message_id", message.id().value(),
                        "channel", message.channel().id(),
                        "kind", message.content().kind()));
    }

    /// The event that the user opted out at the provider.
    public static BusinessEvent optedOut(OutboundMessage part, Instant at) {
        return BusinessEvent.of(BusinessEvent.Type.OPTED_OUT, part.id().value(), part.conversationId(), at, Map.of());
    }

    /// The event that a sender is blocked until the operator mends something.
    static BusinessEvent blocked(OutboundMessage part, SendOutcome.Blocked why, Instant at) {
        Map<String, String> details = Map.of(
                "channel", part.channel().id(),
                "code", why.code(),
                "reason", why.reason(),
                "remedy", why.remedy());
        return BusinessEvent.of(
                BusinessEvent.Type.PROVIDER_BLOCKED,
                part.id().value() + "@" + at.toEpochMilli(),
                part.conversationId(),
                at,
                details);
    }

    /// The event that a sender is no longer blocked.
    static BusinessEvent unblocked(Channel channel, SenderBlock block, Instant at) {
        return BusinessEvent.of(
                BusinessEvent.Type.PROVIDER_UNBLOCKED,
                block.foundIn() + "@" + at.toEpochMilli(),
                block.foundIn(),
                at,
                Map.of("channel", channel.id(), "code", block.why().code()));
    }

    public static List<BusinessEvent> sent(List<PartOutcome> outcomes) {
        return outcomes.stream().flatMap(outcome -> sent(outcome).stream()).toList();
    }

    private static Optional<BusinessEvent> sent(PartOutcome outcome) {
        BusinessEvent.Type type = switch (outcome.status()) {
            case SENT, DELIVERED, READ -> BusinessEvent.Type.MESSAGE_SENT;
            case FAILED -> BusinessEvent.Type.MESSAGE_FAILED;
            case QUEUED, SENDING, HELD, UNKNOWN -> null;
        };
        if (type == null) {
            return Optional.empty();
        }
        String code = outcome.errorCode();
        Map<String, String> part = Map.of(
                "message_id", outcome.message().id().value(),
                "channel", outcome.message().channel().id(),
                "code", code == null ? "" : code);
        return Optional.of(BusinessEvent.of(
                type, outcome.message().id().value(), outcome.message().conversationId(), outcome.at(), part));
    }
}
