package dev.recado.adapter.mongodb.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.pullByFilter;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.CONVERSATION_ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.EventDocuments;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.OwnershipDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.privacy.ExpiredRecords;
import dev.recado.domain.privacy.RetentionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Erases documents by age, each collection by its index on the time.
public final class MongoExpiredRecords implements ExpiredRecords {
    private static final String ID = "_id";
    /// States in which a message is not settled.
    private static final Set<String> UNSETTLED = Set.of(
            MessageDocuments.RECEIVED,
            DeliveryStatus.QUEUED.id(),
            DeliveryStatus.SENDING.id(),
            DeliveryStatus.UNKNOWN.id(),
            DeliveryStatus.HELD.id());

    private static final Set<String> OPEN_HANDOFF = Set.of("requested");
    private static final Date EVER = date(Instant.EPOCH);

    private final MongoStore store;
    private final ExpiredSessions sessions;

    public MongoExpiredRecords(MongoStore store, ExpiredSessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    /// A collection with records of a kind.
    ///
    /// @param due the field that only records have that are still to be worked on; null for none
    /// @param unsettled values of `status` that keep a record
    /// @param ofConversation whether the conversation's state may keep it
    private record Part(
            String collection, String time, @Nullable String due, Set<String> unsettled, boolean ofConversation) {

        boolean isSettled(Document record) {
            return (due == null || record.get(due) == null)
                    && !unsettled.contains(record.get(MessageDocuments.STATUS, ""));
        }
    }

    private static List<Part> parts(RetentionKind kind) {
        return switch (kind) {
            case MESSAGES ->
                List.of(new Part(
                        MessageDocuments.COLLECTION,
                        MessageDocuments.AT,
                        MessageDocuments.WAITING_SINCE,
                        UNSETTLED,
                        true));
            case EVENTS ->
                List.of(
                        new Part(EventDocuments.EVENTS, EventDocuments.AT, Schema.EVENT_DUE, Set.of(), false),
                        new Part(EventDocuments.HANDOFFS, EventDocuments.REQUESTED_AT, null, OPEN_HANDOFF, true),
                        new Part(
                                Schema.STAFF_NOTICES,
                                Schema.STAFF_NOTICE_AT,
                                Schema.STAFF_NOTICE_DUE,
                                Set.of(),
                                false));
            case LEADS -> List.of(new Part(EventDocuments.LEADS, EventDocuments.CREATED_AT, null, Set.of(), false));
            case NOTIFICATIONS ->
                List.of(new Part(
                        Schema.NOTIFICATIONS,
                        Schema.NOTIFICATION_CREATED_AT,
                        Schema.NOTIFICATION_DUE,
                        Set.of(),
                        false));
            case MEDIA -> List.of();
        };
    }

    @Override
    public Step erase(RetentionKind kind, Instant before, int limit, @Nullable Place after) {
        List<Part> parts = parts(kind);
        int part = after == null ? 0 : after.part();
        if (part < parts.size()) {
            return store.call("expire_" + kind.id(), () -> erase(parts.get(part), part, before, limit, after));
        }
        return kind == RetentionKind.MESSAGES
                ? new Step(store.call("expire_conversations", () -> sessions.erase(before, limit)), null)
                : new Step(0, null);
    }

    private Step erase(Part part, int number, Instant before, int limit, @Nullable Place after) {
        Document times = new Document("$gt", EVER).append("$lt", date(before));
        Document filter = new Document(part.time(), times);
        if (after != null && !after.id().isEmpty()) {
            times.append("$gte", date(after.at()));
            filter.append(
                    "$or",
                    List.of(
                            new Document(part.time(), new Document("$gt", date(after.at()))),
                            new Document(ID, new Document("$gt", after.id()))));
        }
        MongoCollection<Document> collection = store.database().getCollection(part.collection());
        List<String> fields = new ArrayList<>(List.of(part.time(), CONVERSATION_ID, MessageDocuments.STATUS));
        if (part.due() != null) {
            fields.add(part.due());
        }
        List<Document> found = collection
                .find(filter)
                .sort(new Document(part.time(), 1).append(ID, 1))
                .projection(include(fields))
                .limit(limit)
                .into(new ArrayList<>());
        Set<String> busy = part.ofConversation() ? busy(found) : Set.of();
        List<Document> expired = found.stream()
                .filter(part::isSettled)
                .filter(record -> !busy.contains(record.get(CONVERSATION_ID, "")))
                .toList();
        if (part.collection().equals(MessageDocuments.COLLECTION)) {
            forgetTurns(expired, before);
        }
        List<String> ids = expired.stream().map(record -> record.getString(ID)).toList();
        int erased = ids.isEmpty()
                ? 0
                : Math.toIntExact(collection
                        .deleteMany(and(in(ID, ids), lt(part.time(), date(before))))
                        .getDeletedCount());
        Place next = found.size() < limit
                ? new Place(number + 1, Instant.EPOCH, "")
                : new Place(
                        number,
                        instant(found.getLast(), part.time()),
                        found.getLast().getString(ID));
        return new Step(erased, next);
    }

    /// The conversations among these that a person has, or that wait for one.
    private Set<String> busy(List<Document> records) {
        return store.sessions()
                .find(and(
                        in(ID, conversations(records).toList()),
                        in(OwnershipDocuments.STATUS, ConversationStatus.WAITING.id(), ConversationStatus.HUMAN.id())))
                .projection(include(ID))
                .map(session -> session.getString(ID))
                .into(new HashSet<>());
    }

    private static Stream<String> conversations(List<Document> records) {
        return records.stream()
                .flatMap(record -> Stream.ofNullable(record.getString(CONVERSATION_ID)))
                .distinct();
    }

    /// The conversation keeps its recent turns a second time.
    private void forgetTurns(List<Document> expired, Instant before) {
        Document old = new Document("at", new Document("$lt", date(before)));
        conversations(expired)
                .forEach(id -> store.sessions()
                        .updateOne(eq(ID, id), pullByFilter(new Document(SessionDocuments.TURNS, old))));
    }
}
