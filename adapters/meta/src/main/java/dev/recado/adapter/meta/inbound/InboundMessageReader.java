package dev.recado.adapter.meta.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.Source;
import dev.recado.domain.text.TextCleaner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one message of a notification.
///
/// @param value the value that contains the message, with the number written to and the users
/// @param isStandby whether another application handles the conversations
/// @param arrived when the notification was received
record InboundMessageReader(JsonNode value, boolean isStandby, Instant arrived) {
    private static final int MAX_ID = 200;
    /// Meta retries delivery for up to seven days: an older timestamp is not that of a message delivered now.
    private static final Duration MAX_DELIVERY_TIME = Duration.ofDays(7);

    /// The message; empty when it has no sender, so that it cannot be answered.
    ///
    /// @param receivedAt a distinct time, so that messages of one notification keep their order
    public Optional<InboundMessage> read(JsonNode message, Instant receivedAt) {
        Optional<UserAddress> phone = address(message, "from");
        Optional<UserAddress> scoped = address(message, "from_user_id");
        // The contact beside a change of address is about the new address.
        boolean isChange = ContentReader.type(message).equals("system");
        Optional<JsonNode> contact = isChange ? Optional.empty() : contact(phone, scoped);
        // A user whose number is hidden in the message may be listed with it in the contacts.
        Optional<UserAddress> number = phone.or(() -> contact.flatMap(c -> address(c, "wa_id")));
        Optional<UserAddress> id = scoped.or(() -> contact.flatMap(c -> address(c, "user_id")));
        return number.or(() -> id)
                .or(() -> SystemMessageReader.before(message.path("system")))
                .map(from -> message(
                        message,
                        from,
                        id.filter(other -> !other.equals(from)).orElse(null),
                        contact.flatMap(c -> JsonFields.line(c.path("profile"), "name")),
                        receivedAt));
    }

    private InboundMessage message(
            JsonNode message,
            UserAddress from,
            @Nullable UserAddress other,
            Optional<String> profileName,
            Instant receivedAt) {
        Content content = ContentReader.read(message);
        // An empty text does not tell why, so the raw message is kept.
        boolean blank = content instanceof Content.Text && content.text().isEmpty();
        boolean isFullyRead =
                !blank && !(content instanceof Content.Unsupported) && KnownMessageFields.coverAll(message);
        InboundMessage read = InboundMessage.of(
                origin(message, isFullyRead ? null : raw(message)),
                new Sender(from, other, profileName.orElse(null)),
                content,
                writtenAt(message).filter(this::isPossible).orElse(receivedAt),
                receivedAt);
        MessageContext context = ContextReader.read(message, isStandby);
        String group = ContextReader.group(message);
        InboundMessage full = context.equals(MessageContext.NONE) ? read : read.with(context);
        return group == null ? full : full.in(ConversationId.ofGroup(Channel.META, group));
    }

    /// An agent's message to a user, written in the WhatsApp phone app; empty when it has no recipient, or was
    /// written in a group.
    Optional<InboundMessage> echo(JsonNode message, Instant receivedAt) {
        if (ContextReader.group(message) != null) {
            return Optional.empty();
        }
        Content content = ContentReader.read(message);
        return userNotice(
                message,
                address(message, "to"),
                address(message, "to_user_id"),
                new Content.StaffMessage(content),
                receivedAt);
    }

    /// A user's choice whether the business may send marketing; empty when it has no user, or is another choice.
    Optional<InboundMessage> preference(JsonNode preference, Instant receivedAt) {
        if (!JsonFields.line(preference, "category")
                .orElse("marketing_messages")
                .equals("marketing_messages")) {
            return Optional.empty();
        }
        Optional<Consent> choice = JsonFields.line(preference, "value")
                .flatMap(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "stop" -> Optional.of(Consent.ANSWERS_ALONE);
                    case "resume" -> Optional.of(Consent.EVERYTHING);
                    default -> Optional.empty();
                });
        return choice.flatMap(now -> userNotice(
                preference,
                address(preference, "wa_id"),
                address(preference, "user_id"),
                new Content.ConsentNotice(now, ""),
                receivedAt));
    }

    /// An entry that no user wrote, in the conversation of the user it is about.
    private Optional<InboundMessage> userNotice(
            JsonNode node,
            Optional<UserAddress> phone,
            Optional<UserAddress> scoped,
            Content content,
            Instant receivedAt) {
        return phone.or(() -> scoped)
                .map(user -> InboundMessage.of(
                        origin(node, raw(node)),
                        new Sender(
                                user,
                                scoped.filter(other -> !other.equals(user)).orElse(null),
                                null),
                        content,
                        writtenAt(node).filter(this::isPossible).orElse(receivedAt),
                        receivedAt));
    }

    private Origin origin(JsonNode node, @Nullable String raw) {
        String number =
                JsonFields.line(value.path("metadata"), "phone_number_id").orElse(null);
        return new Origin(Channel.META, externalId(node), Source.WHATSAPP, number, raw);
    }

    private static Optional<UserAddress> address(JsonNode node, String name) {
        return JsonFields.line(node, name).flatMap(UserAddressReader::read);
    }

    /// The contact of the sender. Where there is only one message and one contact, they belong together.
    private Optional<JsonNode> contact(Optional<UserAddress> phone, Optional<UserAddress> scoped) {
        List<JsonNode> contacts = JsonFields.list(value, "contacts");
        return contacts.stream()
                .filter(contact -> same(phone, address(contact, "wa_id")) || same(scoped, address(contact, "user_id")))
                .findFirst()
                .or(() -> contacts.stream()
                        .filter(only -> contacts.size() == 1
                                && JsonFields.list(value, "messages").size() == 1
                                && !differs(phone, address(only, "wa_id")))
                        .findFirst());
    }

    private static boolean same(Optional<UserAddress> one, Optional<UserAddress> other) {
        return one.isPresent() && one.equals(other);
    }

    private static boolean differs(Optional<UserAddress> one, Optional<UserAddress> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    private boolean isPossible(Instant writtenAt) {
        return writtenAt.isBefore(arrived) && writtenAt.isAfter(arrived.minus(MAX_DELIVERY_TIME));
    }

    /// The message's own id; without one, or with one too long for a key, a hash of the message.
    private static String externalId(JsonNode message) {
        return JsonFields.line(message, "id")
                .filter(id -> id.length() <= MAX_ID)
                .orElseGet(() -> "sha256." + checksum(message.toString()));
    }

    private static String checksum(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The provider's time of a message or a status: seconds, in a string.
    static Optional<Instant> writtenAt(JsonNode node) {
        long seconds = node.path("timestamp").asLong();
        try {
            return seconds > 0 ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String raw(JsonNode message) {
        String raw = TextCleaner.clean(message.toString());
        return raw.length() <= InboundMessage.MAX_RAW_LENGTH
                ? raw
                : TextCleaner.clean(raw.substring(0, InboundMessage.MAX_RAW_LENGTH));
    }
}
