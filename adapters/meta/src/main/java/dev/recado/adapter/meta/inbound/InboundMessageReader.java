package dev.recado.adapter.meta.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.adapter.meta.api.TextCleaner;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.Source;
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

/// Reads one message of a notification into the domain's words.
///
/// @param value what the message came in: the number written to, and who its users are
/// @param isStandby whether another application has the conversations
/// @param arrived when the notification was received
record InboundMessageReader(JsonNode value, boolean isStandby, Instant arrived) {
    private static final int LONGEST_ID = 200;
    /// Meta delivers again for up to seven days: an older time is not the time of what was delivered now.
    private static final Duration LONGEST_WAY = Duration.ofDays(7);

    /// The message; empty when it does not say who wrote it, so that nobody could be answered.
    ///
    /// @param receivedAt its own moment, so that messages of one notification keep their order
    public Optional<InboundMessage> read(JsonNode message, Instant receivedAt) {
        Optional<UserAddress> phone = address(message, "from");
        Optional<UserAddress> scoped = address(message, "from_user_id");
        // What comes with a change of address speaks of the new one.
        boolean isChange = ContentReader.type(message).equals("system");
        Optional<JsonNode> contact = isChange ? Optional.empty() : contact(phone, scoped);
        // A user whose number is hidden in the message may be listed with it.
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
        String externalId = externalId(message);
        Content content = ContentReader.read(message);
        // that nothing was written does not tell why
        boolean blank = content instanceof Content.Text && content.text().isEmpty();
        boolean whole = !blank && !(content instanceof Content.Unsupported) && KnownMessageFields.whole(message);
        InboundMessage read = new InboundMessage(
                MessageId.of(Channel.META, externalId),
                Channel.META,
                externalId,
                Source.WHATSAPP,
                from,
                other,
                JsonFields.line(value.path("metadata"), "phone_number_id").orElse(null),
                profileName.orElse(null),
                content,
                writtenAt(message).filter(this::isPossible).orElse(receivedAt),
                whole ? null : raw(message),
                receivedAt);
        MessageContext context = ContextReader.read(message, isStandby);
        String group = ContextReader.group(message);
        InboundMessage full = context.equals(MessageContext.NONE) ? read : read.with(context);
        return group == null ? full : full.in(ConversationId.ofGroup(Channel.META, group));
    }

    /// What a person of the business wrote to a user by the WhatsApp phone app; empty when it does not say to
    /// whom, or was written in a group.
    Optional<InboundMessage> echo(JsonNode message, Instant receivedAt) {
        if (ContextReader.group(message) != null) {
            return Optional.empty();
        }
        Content said = ContentReader.read(message);
        return aside(
                message,
                address(message, "to"),
                address(message, "to_user_id"),
                new Content.StaffMessage(said),
                receivedAt);
    }

    /// A user's choice of whether the business may send marketing; empty when it does not say whose, or is
    /// another choice.
    Optional<InboundMessage> preference(JsonNode preference, Instant receivedAt) {
        if (!JsonFields.line(preference, "category")
                .orElse("marketing_messages")
                .equals("marketing_messages")) {
            return Optional.empty();
        }
        Optional<Consent> wish = JsonFields.line(preference, "value")
                .flatMap(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "stop" -> Optional.of(Consent.ANSWERS_ALONE);
                    case "resume" -> Optional.of(Consent.EVERYTHING);
                    default -> Optional.empty();
                });
        return wish.flatMap(now -> aside(
                preference,
                address(preference, "wa_id"),
                address(preference, "user_id"),
                new Content.ConsentNotice(now, ""),
                receivedAt));
    }

    /// Something that no user wrote, in the conversation of the user it is about.
    private Optional<InboundMessage> aside(
            JsonNode node,
            Optional<UserAddress> phone,
            Optional<UserAddress> scoped,
            Content content,
            Instant receivedAt) {
        String externalId = externalId(node);
        return phone.or(() -> scoped)
                .map(user -> new InboundMessage(
                        MessageId.of(Channel.META, externalId),
                        Channel.META,
                        externalId,
                        Source.WHATSAPP,
                        user,
                        scoped.filter(other -> !other.equals(user)).orElse(null),
                        JsonFields.line(value.path("metadata"), "phone_number_id")
                                .orElse(null),
                        null,
                        content,
                        writtenAt(node).filter(this::isPossible).orElse(receivedAt),
                        raw(node),
                        receivedAt));
    }

    private static Optional<UserAddress> address(JsonNode node, String name) {
        return JsonFields.line(node, name).flatMap(UserAddressReader::read);
    }

    /// What is known of the one who wrote; where there is but one message and one contact, they belong together.
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
        return writtenAt.isBefore(arrived) && writtenAt.isAfter(arrived.minus(LONGEST_WAY));
    }

    /// The message's own id; one that has none, or none that can be a key, is known by what it says.
    private static String externalId(JsonNode message) {
        return JsonFields.line(message, "id")
                .filter(id -> id.length() <= LONGEST_ID)
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
        return raw.length() <= InboundMessage.LONGEST_RAW
                ? raw
                : TextCleaner.clean(raw.substring(0, InboundMessage.LONGEST_RAW));
    }
}
