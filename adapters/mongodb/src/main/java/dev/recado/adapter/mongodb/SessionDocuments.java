package dev.recado.adapter.mongodb;

import static dev.recado.adapter.mongodb.MessageDocuments.date;
import static dev.recado.adapter.mongodb.MessageDocuments.instant;

import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Conversation;
import dev.recado.domain.model.ConversationId;
import dev.recado.domain.model.ConversationStatus;
import dev.recado.domain.model.DeliveryStatus;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.Notice;
import dev.recado.domain.model.Opening;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.model.Outbox.PendingPart;
import dev.recado.domain.model.PartId;
import dev.recado.domain.model.Role;
import dev.recado.domain.model.Turn;
import dev.recado.domain.model.UserAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The documents of the collection `whatsapp_sessions`.
final class SessionDocuments {
    static final String COLLECTION = "whatsapp_sessions";
    static final String ID = "_id";
    static final String WA_ID = "wa_id";
    /// What else the user came by; absent while there is nothing.
    static final String OTHER_WA_IDS = "other_wa_ids";

    static final String CONVERSATION_ID = "conversation_id";
    static final String CHANNEL = "channel";
    static final String PHONE_NUMBER_ID = "phone_number_id";
    static final String STATUS = "status";
    static final String HUMAN_UNTIL = "human_until";
    static final String PROFILE_NAME = "profile_name";
    static final String LANGUAGE = "language";
    static final String CREATED_AT = "created_at";
    static final String UPDATED_AT = "updated_at";
    static final String TURNS = "turns";
    static final String ANSWERED = "answered";
    static final String OUTBOX = "outbox";
    static final String OFFERED = "offered";
    static final String LAST_WROTE_AT = "last_wrote_at";
    static final String HELD = "held";
    static final String STANDING = "standing";
    static final String LAST_NOTICE = "last_notice";
    static final String THREAD = "thread";
    /// What the business is still to be told; absent, or empty, when there is nothing.
    static final String HAPPENED = "happened";

    /// Only where there is something, so that its index holds these few alone.
    static final String HAPPENED_FIRST = "happened.0._id";

    static final String FENCE = "fence";
    static final String ATTEMPTS = "attempts";
    static final String LEASE = "lease";
    static final String LEASE_OWNER = "lease.owner";
    static final String LEASE_UNTIL = "lease.until";
    static final String UNTIL = "until";
    /// Of a lease taken by a turn of another conversation; else absent.
    static final String BESIDE = "beside";

    static final String LEASE_BESIDE = "lease.beside";

    static final int ANSWERED_KEPT = 100;

    private static final String TO = "to";
    private static final String INDEX = "index";
    private static final String COUNT = "count";
    private static final String ANSWERS = "answers";
    private static final String TEXT = "text";
    static final String SAYS = "says";
    private static final String BUSINESS_ADDRESS = "business_address";
    private static final String STATE = "state";
    private static final String PROVENANCE = "provenance";
    static final String PENDING = "pending";
    private static final String FAILURE = "failure";
    private static final String REASON = "reason";
    private static final String BLOCKED_AT = "blocked_at";
    private static final String COMMITTED_AT = "committed_at";
    private static final String ROLE = "role";
    private static final String AT = "at";

    private SessionDocuments() {}

    /// What a conversation begins with.
    static Document beginning(Opening first, UserAddress goesBy, Instant now) {
        return new Document(WA_ID, goesBy.waId())
                .append(CONVERSATION_ID, first.conversationId().toString())
                .append(CHANNEL, first.channel().id())
                .append(PHONE_NUMBER_ID, first.businessAddress())
                .append(STATUS, ConversationStatus.OPEN.id())
                .append(PROFILE_NAME, first.profileName())
                .append(LANGUAGE, null)
                .append(CREATED_AT, date(now))
                .append(UPDATED_AT, date(now));
    }

    static Conversation read(Document document) {
        String language = document.getString(LANGUAGE);
        Document outbox = document.get(OUTBOX, Document.class);
        return new Conversation(
                ConversationId.parse(document.getString(ID)),
                UserAddress.ofWaId(document.getString(WA_ID)),
                Set.copyOf(list(document, OTHER_WA_IDS, String.class, UserAddress::ofWaId)),
                Channel.ofId(document.getString(CHANNEL)),
                document.getString(PHONE_NUMBER_ID),
                ConversationStatus.ofId(document.getString(STATUS)),
                MessageDocuments.instantOrNull(document, HUMAN_UNTIL),
                document.getString(PROFILE_NAME),
                language == null ? null : Language.ofTag(language).orElse(null),
                list(document, TURNS, Document.class, SessionDocuments::turn),
                answered(document),
                outbox == null ? null : outbox(outbox),
                list(document, OFFERED, Document.class, OutboundDocuments::option),
                document.get(LAST_WROTE_AT) == null ? null : instant(document, LAST_WROTE_AT),
                list(document, HELD, Document.class, part -> pending(part).message()),
                StandingDocuments.standing(document.get(STANDING, Document.class)),
                StandingDocuments.notice(document.get(LAST_NOTICE, Document.class)),
                document.getString(THREAD),
                list(document, HAPPENED, Document.class, StandingDocuments::event),
                instant(document, CREATED_AT));
    }

    /// What a conversation becomes with another's.
    static Document joined(Conversation into, Conversation other, int turnsKept) {
        List<Turn> turns = Stream.concat(into.turns().stream(), other.turns().stream())
                .distinct()
                .sorted(Comparator.comparing(Turn::at))
                .toList();
        Set<MessageId> answered = new LinkedHashSet<>(other.answered());
        answered.addAll(into.answered());
        Set<UserAddress> addresses = new LinkedHashSet<>(into.otherAddresses());
        addresses.addAll(other.otherAddresses());
        Language language = into.language() == null ? other.language() : into.language();
        Instant lastWroteAt = into.lastWroteAtWith(other);
        Notice notice = into.lastNoticeWith(other);
        List<BusinessEvent> happened = Stream.concat(
                        into.happened().stream(), other.happened().stream().map(event -> event.in(into.id())))
                .distinct()
                .toList();
        Document set = new Document(TURNS, turns(last(turns, turnsKept)))
                .append(ANSWERED, ids(last(List.copyOf(answered), ANSWERED_KEPT)))
                .append(OTHER_WA_IDS, addresses.stream().map(UserAddress::waId).toList())
                .append(HELD, held(into.heldWith(other)))
                .append(LAST_WROTE_AT, lastWroteAt == null ? null : date(lastWroteAt))
                .append(STANDING, StandingDocuments.standing(into.standing().with(other.standing())))
                .append(LAST_NOTICE, notice == null ? null : StandingDocuments.notice(notice))
                .append(THREAD, into.thread() == null ? other.thread() : into.thread())
                .append(HAPPENED, StandingDocuments.events(happened))
                .append(LANGUAGE, language == null ? null : language.tag())
                .append(PROFILE_NAME, into.profileName() == null ? other.profileName() : into.profileName())
                .append(
                        CREATED_AT,
                        date(other.createdAt().isBefore(into.createdAt()) ? other.createdAt() : into.createdAt()));
        if (other.status() == ConversationStatus.HUMAN && into.status() != ConversationStatus.HUMAN) {
            Instant until = other.humanUntil();
            set.append(STATUS, ConversationStatus.HUMAN.id()).append(HUMAN_UNTIL, until == null ? null : date(until));
        }
        return new Document("$set", set);
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    static List<Document> turns(List<Turn> turns) {
        return turns.stream()
                .map(turn -> new Document(ROLE, turn.role().id())
                        .append(TEXT, turn.text())
                        .append(AT, date(turn.at())))
                .toList();
    }

    private static Turn turn(Document document) {
        return new Turn(Role.ofId(document.getString(ROLE)), document.getString(TEXT), instant(document, AT));
    }

    static List<String> ids(List<MessageId> ids) {
        return ids.stream().map(MessageId::value).toList();
    }

    private static Set<MessageId> answered(Document document) {
        return new LinkedHashSet<>(list(document, ANSWERED, String.class, MessageId::new));
    }

    static Document outbox(Outbox outbox) {
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

    static List<Document> held(List<OutboundMessage> held) {
        return held.stream()
                .map(part -> pending(new PendingPart(part, DeliveryStatus.HELD)))
                .toList();
    }

    static List<String> parts(Outbox outbox) {
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

    static Document pending(PendingPart part) {
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
                .append(SAYS, OutboundDocuments.write(message.content()))
                .append(STATE, part.state().id())
                .append(PROVENANCE, StandingDocuments.provenance(message.provenance()));
    }

    static PendingPart pending(Document document) {
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
                        OutboundDocuments.read(document),
                        StandingDocuments.provenance(document.get(PROVENANCE, Document.class))),
                DeliveryStatus.ofId(document.getString(STATE)));
    }

    private static <S, T> List<T> list(Document document, String field, Class<S> type, Function<S, T> read) {
        @Nullable List<S> values = document.getList(field, type);
        return values == null ? List.of() : values.stream().map(read).toList();
    }
}
