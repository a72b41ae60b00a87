package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.pullByFilter;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.HAPPENED;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.EventDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.documents.UserStateDocuments;
import dev.recado.adapter.mongodb.messages.MongoMessageLog;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.teaching.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;

/// Events in `events`, one document each with the event's id as `_id`, and the leads and handoffs created from
/// them.
public final class MongoEventLog implements EventLog {
    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

    private final MongoStore store;
    private final boolean published;

    /// @param published whether events are published to a webhook
    public MongoEventLog(MongoStore store, boolean published) {
        this.store = store;
        this.published = published;
    }

    @Override
    public List<BusinessEvent> record(List<BusinessEvent> events) {
        List<BusinessEvent> distinct = List.copyOf(events.stream()
                .collect(Collectors.toMap(BusinessEvent::id, Function.identity(), (a, b) -> a, LinkedHashMap::new))
                .values());
        return distinct.isEmpty()
                ? List.of()
                : store.call("tell", () -> {
                    insert(EventDocuments.LEADS, of(BusinessEvent.Type.LEAD_CREATED, distinct, EventDocuments::lead));
                    insert(
                            EventDocuments.HANDOFFS,
                            of(BusinessEvent.Type.HANDOFF_REQUESTED, distinct, EventDocuments::handoff));
                    settleHandoffs(distinct);
                    Set<Integer> known = insert(
                            EventDocuments.EVENTS,
                            distinct.stream().map(this::document).toList());
                    removeFromSessions(events);
                    return IntStream.range(0, distinct.size())
                            .filter(i -> !known.contains(i))
                            .mapToObj(distinct::get)
                            .toList();
                });
    }

    /// After the handoff requests of the same batch.
    private void settleHandoffs(List<BusinessEvent> events) {
        List<WriteModel<Document>> writes = events.stream()
                .filter(event -> event.type().settlesHandoffs())
                .<WriteModel<Document>>map(
                        event -> new UpdateManyModel<>(EventDocuments.settledBy(event), EventDocuments.settled(event)))
                .toList();
        if (!writes.isEmpty()) {
            store.database().getCollection(EventDocuments.HANDOFFS).bulkWrite(writes);
        }
    }

    private Document document(BusinessEvent event) {
        Document document = UserStateDocuments.event(event);
        if (Question.TYPES.contains(event.type())) {
            document.append(Schema.QUESTION_OPEN_AT, document.getDate(EventDocuments.AT));
        }
        return published ? MongoEventOutbox.due(document, event.at()) : document;
    }

    private static List<Document> of(
            BusinessEvent.Type type, List<BusinessEvent> events, Function<BusinessEvent, Document> toDocument) {
        return events.stream()
                .filter(event -> event.type() == type)
                .map(toDocument)
                .toList();
    }

    /// @return the positions of those that existed already
    private Set<Integer> insert(String collection, List<Document> documents) {
        if (documents.isEmpty()) {
            return Set.of();
        }
        try {
            store.database().getCollection(collection).insertMany(documents, UNORDERED);
            return Set.of();
        } catch (MongoBulkWriteException e) {
            MongoMessageLog.requireDuplicates(e);
            return e.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(Collectors.toUnmodifiableSet());
        }
    }

    private void removeFromSessions(List<BusinessEvent> events) {
        Map<ConversationId, List<String>> ids = events.stream()
                .collect(Collectors.groupingBy(
                        BusinessEvent::conversationId, Collectors.mapping(BusinessEvent::id, Collectors.toList())));
        List<WriteModel<Document>> writes = new ArrayList<>();
        ids.forEach((conversation, eventIds) -> writes.add(new UpdateOneModel<>(
                eq(ID, conversation.toString()), pullByFilter(new Document(HAPPENED, in(ID, eventIds))))));
        store.sessions().bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    @Override
    public List<BusinessEvent> unrecorded(int limit) {
        return store.call(
                "unrecorded",
                () -> store
                        .sessions()
                        .find(gt(SessionDocuments.HAPPENED_FIRST, ""))
                        .projection(Projections.include(HAPPENED))
                        .limit(limit)
                        .into(new ArrayList<>())
                        .stream()
                        .flatMap(session -> session.getList(HAPPENED, Document.class).stream())
                        .map(UserStateDocuments::event)
                        .toList());
    }
}
