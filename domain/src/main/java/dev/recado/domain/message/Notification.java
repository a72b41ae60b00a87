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

/// A message that the business sends to a user on its own initiative.
///
/// @param id its unique key; derived from the business's own key where one is given, so that a repeat is
///     recognised
/// @param channel the provider to send by; null for the one the user writes by
/// @param event the business's own name of the occasion, such as `APPOINTMENT_REMINDER_24H`
/// @param subject one line; may be empty
/// @param body the text for the user; empty when there is only a template
/// @param template used when free text may not be sent, or when there is no body
/// @param author the person who writes it, or [Author#BOT] when the bot does: such a message belongs to the
///     conversation, not to an occasion of the business; null for an occasion
public record Notification(
        String id,
        UserAddress to,
        @Nullable Channel channel,
        String event,
        String subject,
        String body,
        @Nullable Template template,
        @Nullable Author author,
        Instant createdAt) {
    private static final String ROOT = "notification:";
    /// The most parts of a notification.
    public static final int MAX_PARTS = 5;

    public Notification {
        if (body.isBlank() && template == null) {
            throw new IllegalArgumentException("a notification has a body or a template");
        }
    }

    /// Creates the message of an occasion.
    public Notification(
            String id,
            UserAddress to,
            @Nullable Channel channel,
            String event,
            String subject,
            String body,
            @Nullable Template template,
            Instant createdAt) {
        this(id, to, channel, event, subject, body, template, null, createdAt);
    }

    /// Whether the user may have refused it: an answer in a conversation is none of these.
    public boolean isUnasked() {
        return author == null;
    }

    /// Returns the id that takes the place of an answered message in the ids of its parts.
    public MessageId root() {
        return new MessageId(ROOT + id);
    }

    /// Returns the id of the notification whose [#root()] this is; empty for any other message.
    public static Optional<String> idOfRoot(MessageId root) {
        return root.value().startsWith(ROOT) ? Optional.of(root.value().substring(ROOT.length())) : Optional.empty();
    }

    /// Returns the ids its parts can have.
    public List<PartId> parts() {
        return partsOf(id);
    }

    /// Returns the ids that the parts of the notification with this id can have.
    public static List<PartId> partsOf(String id) {
        MessageId root = new MessageId(ROOT + id);
        return IntStream.range(0, MAX_PARTS)
                .mapToObj(index -> PartId.of(root, index))
                .toList();
    }

    /// Returns whether the other notification is a repeat of this one.
    public boolean isRepeatOf(Notification other) {
        return id.equals(other.id)
                && to.equals(other.to)
                && channel == other.channel
                && event.equals(other.event)
                && subject.equals(other.subject)
                && body.equals(other.body)
                && Objects.equals(template, other.template)
                && Objects.equals(author, other.author);
    }

    /// The state of a notification.
    public enum Status {
        /// It waits to be sent, or is being sent.
        QUEUED,
        /// The provider accepted it.
        SENT,
        /// The provider takes it only after the user writes again; then it is sent.
        HELD,
        /// It was not sent, because a rule forbids it.
        REFUSED,
        /// The provider refused it, or it expired.
        FAILED;

        /// The name as stored and shown: lower case.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException for an unknown name
        public static Status ofId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
