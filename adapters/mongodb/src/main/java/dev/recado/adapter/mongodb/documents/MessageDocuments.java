package dev.recado.adapter.mongodb.documents;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Provenance;
import dev.recado.domain.message.Role;
import dev.recado.domain.message.Source;
import dev.recado.domain.operation.DeadLetter;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The documents of the collection `messages`.
public final class MessageDocuments {
    public static final String COLLECTION = "messages";
    public static final String ID = "_id";
    public static final String CONVERSATION_ID = "conversation_id";
    public static final String ROLE = "role";
    public static final String CONTENT = "content";
    /// Only on messages whose content was spoken.
    public static final String SPOKEN = "spoken";
    public static final String EXTERNAL_MESSAGE_ID = "external_message_id";
    static final String SOURCE = "source";
    public static final String STATUS = "status";
    public static final String ERROR_CODE = "error_code";
    public static final String ERROR_TEXT = "error_text";
    public static final String RECEIVED_AT = "received_at";
    /// What [#RECEIVED_AT] leaves out: the nanoseconds within its millisecond, so that a user's messages have
    /// the same order after a restart.
    public static final String RECEIVED_NANOS = "received_nanos";
    public static final String SENT_AT = "sent_at";
    public static final String ANSWERED_AT = "answered_at";
    /// When the message happened, inbound or outbound: conversations are sorted by it.
    public static final String AT = "at";
    /// Only on messages that wait for a reply, so that its index holds only these.
    public static final String WAITING_SINCE = "waiting_since";
    static final String PART = "part";
    private static final String PARTS = "parts";
    private static final String ANSWERS = "answers";
    /// The provider's ids of earlier tries of this part that were not delivered.
    public static final String TAKEN_BACK = "taken_back";
    /// Only on dead letters, so that its index holds only these.
    public static final String DEAD_AT = "dead_at";
    static final String DEAD_REASON = "dead_reason";
    static final String ATTEMPTS = "attempts";
    public static final String REPLAYED_AS = "replayed_as";

    public static final String RECEIVED = "received";
    public static final String NOTED = "noted";
    public static final String ANSWERED = "answered";
    public static final String DEAD = "dead";
    public static final String REPLAYED = "replayed";

    private static final int NANOS_IN_MILLI = 1_000_000;

    private static final String CHANNEL = "channel";
    private static final String WA_ID = "wa_id";
    private static final String OTHER_WA_ID = "other_wa_id";
    private static final String BUSINESS_ADDRESS = "business_address";
    private static final String PROFILE_NAME = "profile_name";
    public static final String SAID = "said";
    /// The person of the business who wrote it; absent on what the bot and users write.
    public static final String AUTHOR = "author";
    /// The role of a note for colleagues, which is no message.
    public static final String NOTE = "note";
    /// How an answer was made: the steps to it, and the passages it is based on.
    static final String TRACE = "trace";
    static final String SOURCES = "sources";
    private static final String WRITTEN_AT = "written_at";
    static final String RAW = "raw";
    /// Only on messages with a context.
    static final String CONTEXT = "context";

    private MessageDocuments() {}

    public static Document inbound(InboundMessage message) {
        UserAddress other = message.otherAddress();
        Document document = new Document(ID, message.id().value())
                .append(CONVERSATION_ID, message.conversationId().toString())
                .append(ROLE, role(message).id())
                .append(CONTENT, message.content().text())
                .append(SOURCE, message.source().id())
                .append(STATUS, message.expectsTurn() ? RECEIVED : NOTED)
                .append(RECEIVED_AT, date(message.receivedAt()))
                .append(RECEIVED_NANOS, message.receivedAt().get(ChronoField.NANO_OF_SECOND) % NANOS_IN_MILLI)
                .append(AT, date(message.receivedAt()))
                .append(CHANNEL, message.channel().id())
                .append(WA_ID, message.from().waId())
                .append(OTHER_WA_ID, other == null ? null : other.waId())
                .append(BUSINESS_ADDRESS, message.businessAddress())
                .append(PROFILE_NAME, message.profileName())
                .append(SAID, ContentDocuments.write(message.content()));
        if (role(message) == Role.USER) {
            document.append(EXTERNAL_MESSAGE_ID, message.externalId());
        }
        if (!message.context().equals(MessageContext.NONE)) {
            document.append(CONTEXT, MessageContextDocuments.write(message.context()));
        }
        if (!message.writtenAt().equals(message.receivedAt())) {
            document.append(WRITTEN_AT, date(message.writtenAt()));
        }
        if (message.content() instanceof Content.Speech) {
            document.append(SPOKEN, true);
        }
        if (message.raw() != null) {
            document.append(RAW, message.raw());
        }
        if (message.expectsTurn()) {
            document.append(WAITING_SINCE, date(message.receivedAt()));
        }
        return document;
    }

    /// The provider's id of an agent's message is not stored under the unique key of those ids: the provider
    /// may report our own part, which has that id, before the part is stored.
    private static Role role(InboundMessage message) {
        return message.content() instanceof Content.StaffMessage ? Role.AGENT : Role.USER;
    }

    public static InboundMessage inbound(Document document) {
        Channel channel = Channel.ofId(document.getString(CHANNEL));
        String externalId = document.getString(EXTERNAL_MESSAGE_ID);
        String other = document.getString(OTHER_WA_ID);
        Instant receivedAt = instant(document, RECEIVED_AT).plusNanos(document.getInteger(RECEIVED_NANOS, 0));
        Instant writtenAt = instantOrNull(document, WRITTEN_AT);
        return new InboundMessage(
                new MessageId(document.getString(ID)),
                new Origin(
                        channel,
                        externalId == null ? new MessageId(document.getString(ID)).externalId(channel) : externalId,
                        Source.valueOf(document.getString(SOURCE).toUpperCase(Locale.ROOT)),
                        document.getString(BUSINESS_ADDRESS),
                        document.getString(RAW)),
                new Sender(
                        UserAddress.ofWaId(document.getString(WA_ID)),
                        other == null ? null : UserAddress.ofWaId(other),
                        document.getString(PROFILE_NAME)),
                ContentDocuments.read(document.get(SAID, Document.class)),
                writtenAt == null ? receivedAt : writtenAt,
                receivedAt,
                ConversationId.parse(document.getString(CONVERSATION_ID)),
                MessageContextDocuments.read(document.get(CONTEXT, Document.class)));
    }

    /// The fields that close a message: answered, or set aside with the failure.
    public static Document closing(@Nullable Failure failure, Instant now) {
        return failure == null
                ? new Document(STATUS, ANSWERED).append(ANSWERED_AT, date(now))
                : new Document(STATUS, DEAD)
                        .append(DEAD_AT, date(now))
                        .append(DEAD_REASON, failure.reason())
                        .append(ATTEMPTS, failure.attempts());
    }

    /// A dead letter.
    public static DeadLetter letter(Document document) {
        String copy = document.getString(REPLAYED_AS);
        return new DeadLetter(
                inbound(document),
                new Failure(document.getString(DEAD_REASON), document.getInteger(ATTEMPTS)),
                instant(document, DEAD_AT),
                copy == null ? null : new MessageId(copy));
    }

    /// The fields of a part that do not depend on its state.
    public static Document part(OutboundMessage part, Instant at) {
        Document document = new Document(CONVERSATION_ID, part.conversationId().toString())
                .append(ROLE, (part.provenance().author() == null ? Role.ASSISTANT : Role.AGENT).id())
                .append(CONTENT, part.text())
                .append(SOURCE, Source.WHATSAPP.id())
                .append(CHANNEL, part.channel().id())
                .append(PART, part.index())
                .append(PARTS, part.count())
                .append(WA_ID, part.to().waId())
                .append(BUSINESS_ADDRESS, part.businessAddress())
                .append(ANSWERS, part.answers() == null ? null : part.answers().value())
                .append(AT, date(at));
        if (!(part.content() instanceof OutboundContent.Text)) {
            document.append(SessionDocuments.SAYS, OutboundContentDocuments.write(part.content()));
        }
        Provenance provenance = part.provenance();
        if (provenance.author() != null) {
            document.append(AUTHOR, AuthorDocuments.write(provenance.author()));
        }
        if (!provenance.steps().isEmpty()) {
            document.append(
                    TRACE, provenance.steps().stream().map(Document::new).toList());
        }
        if (!provenance.sources().isEmpty()) {
            document.append(SOURCES, provenance.sources());
        }
        return document;
    }

    /// A part as it was recorded, so that it can be sent again; empty for one known only from a receipt, or
    /// recorded by an earlier version.
    public static Optional<OutboundMessage> part(Document document) {
        if (document.getInteger(PARTS) == null) {
            return Optional.empty();
        }
        String answers = document.getString(ANSWERS);
        return Optional.of(new OutboundMessage(
                new PartId(document.getString(ID)),
                ConversationId.parse(document.getString(CONVERSATION_ID)),
                Channel.ofId(document.getString(CHANNEL)),
                UserAddress.ofWaId(document.getString(WA_ID)),
                document.getString(BUSINESS_ADDRESS),
                document.getInteger(PART),
                document.getInteger(PARTS),
                answers == null ? null : new MessageId(answers),
                document.get(SessionDocuments.SAYS) == null
                        ? new OutboundContent.Text(document.getString(CONTENT))
                        : OutboundContentDocuments.read(document),
                new Provenance(List.of(), List.of(), AuthorDocuments.read(document.get(AUTHOR, Document.class)))));
    }

    public static Date date(Instant instant) {
        return Date.from(instant);
    }

    public static Instant instant(Document document, String field) {
        return Objects.requireNonNull(instantOrNull(document, field), field);
    }

    public static @Nullable Instant instantOrNull(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
