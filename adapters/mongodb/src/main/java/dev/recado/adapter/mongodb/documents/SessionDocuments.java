package dev.recado.adapter.mongodb.documents;

import static com.mongodb.client.model.Updates.combine;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The documents of the collection `whatsapp_sessions`.
public final class SessionDocuments {
    public static final String COLLECTION = "whatsapp_sessions";
    public static final String ID = "_id";
    public static final String WA_ID = "wa_id";
    /// Other addresses of the user; absent when there are none.
    public static final String OTHER_WA_IDS = "other_wa_ids";

    static final String CONVERSATION_ID = "conversation_id";
    public static final String CHANNEL = "channel";
    public static final String PHONE_NUMBER_ID = "phone_number_id";
    public static final String STATUS = OwnershipDocuments.STATUS;
    /// True when the user wrote since somebody of the business read the conversation.
    public static final String UNREAD = "unread";
    /// Absent where there are none, so that their index holds only conversations that have some.
    public static final String LABELS = "labels";
    public static final String PROFILE_NAME = "profile_name";
    public static final String LANGUAGE = "language";
    public static final String CREATED_AT = "created_at";
    public static final String UPDATED_AT = "updated_at";
    public static final String TURNS = "turns";
    public static final String ANSWERED = "answered";
    public static final String OUTBOX = "outbox";
    public static final String OFFERED = "offered";
    public static final String LAST_WROTE_AT = "last_wrote_at";
    public static final String HELD = "held";
    public static final String STANDING = "standing";
    public static final String LAST_NOTICE = "last_notice";
    public static final String THREAD = "thread";
    /// Events not published yet; absent or empty when there are none.
    public static final String HAPPENED = "happened";

    /// Only where there are such events, so that its index holds only these.
    public static final String HAPPENED_FIRST = "happened.0._id";

    public static final String FENCE = "fence";
    public static final String ATTEMPTS = "attempts";
    public static final String LEASE = "lease";
    public static final String LEASE_OWNER = "lease.owner";
    public static final String LEASE_UNTIL = "lease.until";
    public static final String UNTIL = "until";
    /// On a lease taken by the turn of another conversation; absent otherwise.
    public static final String BESIDE = "beside";

    public static final String LEASE_BESIDE = "lease.beside";

    public static final int ANSWERED_KEPT = 100;

    private static final String TO = "to";
    private static final String INDEX = "index";
    private static final String COUNT = "count";
    private static final String ANSWERS = "answers";
    public static final String TEXT = "text";
    public static final String SAYS = "says";
    private static final String BUSINESS_ADDRESS = "business_address";
    private static final String STATE = "state";
    private static final String PROVENANCE = "provenance";
    public static final String PENDING = "pending";
    private static final String FAILURE = "failure";
    private static final String REASON = "reason";
    private static final String BLOCKED_AT = "blocked_at";
    static final String COMMITTED_AT = "committed_at";
    private static final String ROLE = "role";
    private static final String AT = "at";

    private SessionDocuments() {}

    /// The document of a new conversation.
    public static Document newSession(ConversationKey key, UserAddress address, Instant now) {
        return new Document(WA_ID, address.waId())
                .append(CONVERSATION_ID, key.conversationId().toString())
                .append(CHANNEL, key.channel().id())
                .append(PHONE_NUMBER_ID, key.businessAddress())
                .append(STATUS, ConversationStatus.OPEN.id())
                .append(PROFILE_NAME, key.profileName())
                .append(LANGUAGE, null)
                .append(CREATED_AT, date(now))
                .append(UPDATED_AT, date(now));
    }

    public static Conversation read(Document document) {
        return new Conversation(
                ConversationId.parse(document.getString(ID)),
                participant(document),
                OwnershipDocuments.read(document),
                new Conversation.History(
                        list(document, TURNS, Document.class, SessionDocuments::turn),
                        answered(document),
                        list(document, OFFERED, Document.class, OutboundContentDocuments::option),
                        MessageDocuments.instantOrNull(document, LAST_WROTE_AT)),
                unsettled(document),
                UserStateDocuments.userState(document.get(STANDING, Document.class)),
                UserStateDocuments.notice(document.get(LAST_NOTICE, Document.class)),
                document.getString(THREAD),
                list(document, HAPPENED, Document.class, UserStateDocuments::event),
                instant(document, CREATED_AT));
    }

    static Conversation.Participant participant(Document document) {
        String language = document.getString(LANGUAGE);
        return new Conversation.Participant(
                UserAddress.ofWaId(document.getString(WA_ID)),
                Set.copyOf(list(document, OTHER_WA_IDS, String.class, UserAddress::ofWaId)),
                Channel.ofId(document.getString(CHANNEL)),
                document.getString(PHONE_NUMBER_ID),
                document.getString(PROFILE_NAME),
                language == null ? null : Language.ofTag(language).orElse(null));
    }

    private static Conversation.Unsettled unsettled(Document document) {
        Document outbox = document.get(OUTBOX, Document.class);
        return new Conversation.Unsettled(
                outbox == null ? null : outbox(outbox),
                list(document, HELD, Document.class, part -> pending(part).message()));
    }

    /// The update that merges another conversation into this one.
    public static Bson joined(Conversation into, Conversation other, int turnsKept) {
        List<Utterance> turns = Stream.concat(into.turns().stream(), other.turns().stream())
                .distinct()
                .sorted(Comparator.comparing(Utterance::at))
                .toList();
        Set<MessageId> answered = new LinkedHashSet<>(other.answered());
        answered.addAll(into.answered());
        Set<UserAddress> addresses = new LinkedHashSet<>(into.otherAddresses());
        addresses.addAll(other.otherAddresses());
        Language language = into.language() == null ? other.language() : into.language();
        Instant lastWroteAt = into.lastWroteAtWith(other);
        LastNotification notice = into.lastNoticeWith(other);
        List<BusinessEvent> happened = Stream.concat(
                        into.happened().stream(), other.happened().stream().map(event -> event.in(into.id())))
                .distinct()
                .toList();
        Conversation latest = into.writtenLast(other);
        Document set = new Document(TURNS, turns(last(turns, turnsKept)))
                .append(ANSWERED, ids(last(List.copyOf(answered), ANSWERED_KEPT)))
                .append(OTHER_WA_IDS, addresses.stream().map(UserAddress::waId).toList())
                .append(HELD, held(into.heldWith(other)))
                .append(CHANNEL, latest.channel().id())
                .append(PHONE_NUMBER_ID, latest.businessAddress())
                .append(LAST_WROTE_AT, lastWroteAt == null ? null : date(lastWroteAt))
                .append(STANDING, UserStateDocuments.userState(into.userState().with(other.userState())))
                .append(LAST_NOTICE, notice == null ? null : UserStateDocuments.notice(notice))
                .append(THREAD, into.thread() == null ? other.thread() : into.thread())
                .append(HAPPENED, UserStateDocuments.events(happened))
                .append(LANGUAGE, language == null ? null : language.tag())
                .append(PROFILE_NAME, into.profileName() == null ? other.profileName() : into.profileName())
                .append(
                        CREATED_AT,
                        date(other.createdAt().isBefore(into.createdAt()) ? other.createdAt() : into.createdAt()));
        return combine(
                new Document("$set", set),
                OwnershipDocuments.update(into.ownership().with(other.ownership())));
    }

    private static <T> List<T> last(List<T> all, int max) {
        return all.subList(Math.max(0, all.size() - max), all.size());
    }

    public static List<Document> turns(List<Utterance> turns) {
        return turns.stream()
                .map(turn -> new Document(ROLE, turn.role().id())
                        .append(TEXT, turn.text())
                        .append(AT, date(turn.at())))
                .toList();
    }

    private static Utterance turn(Document document) {
        return new Utterance(Role.ofId(document.getString(ROLE)), document.getString(TEXT), instant(document, AT));
    }

    public static List<String> ids(List<MessageId> ids) {
        return ids.stream().map(MessageId::value).toList();
    }

    private static Set<MessageId> answered(Document document) {
        return new LinkedHashSet<>(list(document, ANSWERED, String.class, MessageId::new));
    }

    public static Document outbox(Outbox outbox) {
        Failure failure = outbox.failure();
        Instant blockedAt = outbox.blockedAt();
        return new Document(
                        PENDING,
                        outbox.pending().stream().map(SessionDocuments::pending).toList())
                .append(ANSWERED, ids(outbox.answered()))
                .append(COMMITTED_AT, date(outbox.committedAt()))
                .append(
                        FAILURE,
                        failure == null
                                ? null
                                : new Document(REASON, failure.reason()).append(ATTEMPTS, failure.attempts()))
                .append(BLOCKED_AT, blockedAt == null ? null : date(blockedAt));
    }

    public static List<Document> held(List<OutboundMessage> held) {
        return held.stream()
                .map(part -> pending(new PendingPart(part, DeliveryStatus.HELD)))
                .toList();
    }

    public static List<String> parts(Outbox outbox) {
        return outbox.pending().stream()
                .map(part -> part.message().id().value())
                .toList();
    }

    private static Outbox outbox(Document document) {
        Document failure = document.get(FAILURE, Document.class);
        return new Outbox(
                list(document, PENDING, Document.class, SessionDocuments::pending),
                list(document, ANSWERED, String.class, MessageId::new),
                instant(document, COMMITTED_AT),
                failure == null ? null : new Failure(failure.getString(REASON), failure.getInteger(ATTEMPTS)),
                MessageDocuments.instantOrNull(document, BLOCKED_AT));
    }

    public static Document pending(PendingPart part) {
        OutboundMessage message = part.message();
        MessageId answers = message.answers();
        return new Document(ID, message.id().value())
                .append(CONVERSATION_ID, message.conversationId().toString())
                .append(CHANNEL, message.channel().id())
                .append(TO, message.to().waId())
                .append(BUSINESS_ADDRESS, message.businessAddress())
                .append(INDEX, message.index())
                .append(COUNT, message.count())
                .append(ANSWERS, answers == null ? null : answers.value())
                .append(SAYS, OutboundContentDocuments.write(message.content()))
                .append(STATE, part.state().id())
                .append(PROVENANCE, UserStateDocuments.provenance(message.provenance()));
    }

    public static PendingPart pending(Document document) {
        String answers = document.getString(ANSWERS);
        return new PendingPart(
                new OutboundMessage(
                        new PartId(document.getString(ID)),
                        ConversationId.parse(document.getString(CONVERSATION_ID)),
                        Channel.ofId(document.getString(CHANNEL)),
                        UserAddress.ofWaId(document.getString(TO)),
                        document.getString(BUSINESS_ADDRESS),
                        document.getInteger(INDEX),
                        document.getInteger(COUNT),
                        answers == null ? null : new MessageId(answers),
                        OutboundContentDocuments.read(document),
                        UserStateDocuments.provenance(document.get(PROVENANCE, Document.class))),
                DeliveryStatus.ofId(document.getString(STATE)));
    }

    static <S, T> List<T> list(Document document, String field, Class<S> type, Function<S, T> read) {
        @Nullable List<S> values = document.getList(field, type);
        return values == null ? List.of() : values.stream().map(read).toList();
    }
}
