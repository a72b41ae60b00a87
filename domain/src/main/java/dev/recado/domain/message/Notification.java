package dev.recado.domain.message;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.OutboundContent.Template;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the business tells a user unasked.
///
/// @param id its unique key; derived from the business's own key where one is given, so that a repeat finds it
/// @param channel the provider it is to go by; null for the one the user writes by
/// @param event the business's own name for what happened, as `APPOINTMENT_REMINDER_24H`
/// @param subject a line; may be empty
/// @param body as the user is to read it; empty when there is a template alone
/// @param template for when free text may not be sent, or where there is none
public record Notification(
        String id,
        UserAddress to,
        @Nullable Channel channel,
        String event,
        String subject,
        String body,
        @Nullable Template template,
        Instant createdAt) {
    private static final String ROOT = "notification:";
    /// So many parts at most.
    public static final int MOST_PARTS = 5;

    public Notification {
        if (body.isBlank() && template == null) {
            throw new IllegalArgumentException("a notification has a body or a template");
        }
    }

    /// What its parts stand for in the place of a message that they answer.
    public MessageId root() {
        return new MessageId(ROOT + id);
    }

    /// The notification that such a root stands for; empty for any other message.
    public static Optional<String> ofRoot(MessageId root) {
        return root.value().startsWith(ROOT) ? Optional.of(root.value().substring(ROOT.length())) : Optional.empty();
    }

    /// The ids that its parts have, however many they are.
    public List<PartId> parts() {
        return IntStream.range(0, MOST_PARTS)
                .mapToObj(index -> PartId.of(root(), index))
                .toList();
    }

    /// Whether the other one is this one asked for again.
    public boolean isTheSameAs(Notification other) {
        return id.equals(other.id)
                && to.equals(other.to)
                && channel == other.channel
                && event.equals(other.event)
                && subject.equals(other.subject)
                && body.equals(other.body)
                && Objects.equals(template, other.template);
    }

    /// What became of it.
    public enum Status {
        /// It will be sent, or is being sent.
        QUEUED,
        /// The provider took it.
        SENT,
        /// The provider will not take it before the user writes again; then it goes out.
        HELD,
        /// It was not sent, as the rules do not allow it.
        REFUSED,
        /// The provider would not have it, or its time is over.
        FAILED;

        /// The name as stored and told: lower case.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException for a name that is no status
        public static Status ofId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
