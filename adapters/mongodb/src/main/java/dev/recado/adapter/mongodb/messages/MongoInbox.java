package dev.recado.adapter.mongodb.messages;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.CONVERSATION_ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.RECEIVED_NANOS;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ROLE;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.WAITING_SINCE;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.ReadPreference;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The inbox in `messages`. A message's key is its document's `_id`, so a second delivery is found as a
/// duplicate.
public final class MongoInbox implements Inbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MongoInbox.class);
    private static final Document ANY_TIME = new Document("$gt", date(Instant.EPOCH));
    private static final Document IS_WAITING = new Document(WAITING_SINCE, ANY_TIME);

    private final MongoStore store;
    private final BatchInserter inserts;

    public MongoInbox(MongoStore store) {
        this.store = store;
        this.inserts = new BatchInserter(store.messages(), store.circuitBreaker());
    }

    @Override
    public Appended append(InboundMessage message) {
        return store.first("append", () -> inserts.insert(MessageDocuments.inbound(message)));
    }

    @Override
    public Map<MessageId, Appended> appendAll(List<InboundMessage> messages) {
        List<Document> documents =
                messages.stream().map(MessageDocuments::inbound).toList();
        Map<MessageId, Appended> appended = new HashMap<>();
        try {
            List<Optional<Appended>> results = store.first("append", () -> inserts.insertAll(documents));
            for (int i = 0; i < results.size(); i++) {
                MessageId id = messages.get(i).id();
                results.get(i).ifPresent(how -> appended.put(id, how));
            }
        } catch (PortUnavailableException e) {
            LOG.debug("a batch is not stored", e);
        }
        return appended;
    }

    @Override
    public List<InboundMessage> waiting(ConversationId id, int limit) {
        Bson waiting = new Document(CONVERSATION_ID, id.toString()).append(WAITING_SINCE, ANY_TIME);
        return store.call("waiting", () -> messages(waiting, ascending(WAITING_SINCE, RECEIVED_NANOS, ID), limit));
    }

    @Override
    public List<InboundMessage> unanswered(Instant from, Instant before, int limit) {
        Bson between = new Document(WAITING_SINCE, new Document("$gte", date(from)).append("$lt", date(before)));
        return store.call("unanswered", () -> messages(between, ascending(WAITING_SINCE), limit));
    }

    private List<InboundMessage> messages(Bson filter, Bson order, int limit) {
        // Always from the primary: a message acknowledged before must be visible.
        return store.messages()
                .withReadPreference(ReadPreference.primary())
                .find(filter)
                .sort(order)
                .limit(limit)
                .batchSize(limit + 1)
                .map(MessageDocuments::inbound)
                .into(new ArrayList<>());
    }

    @Override
    public Set<MessageId> known(Collection<MessageId> ids) {
        List<String> wanted = ids.stream().map(MessageId::value).toList();
        return store.call(
                "known",
                () -> store.messages()
                        .find(in(ID, wanted))
                        .projection(include(ID))
                        .map(found -> new MessageId(found.getString(ID)))
                        .into(new HashSet<>()));
    }

    @Override
    public Optional<InboundMessage> message(MessageId id) {
        Document wanted = new Document(ID, id.value()).append(ROLE, Role.USER.id());
        return store.call(
                "message",
                () -> Optional.ofNullable(store.messages().find(wanted).first()).map(MessageDocuments::inbound));
    }

    @Override
    public Backlog backlog() {
        return store.call("backlog", () -> {
            Document oldest = store.messages()
                    .find(IS_WAITING)
                    .sort(ascending(WAITING_SINCE))
                    .projection(include(WAITING_SINCE))
                    .first();
            if (oldest == null) {
                return new Backlog(0, Optional.empty());
            }
            Document counted = store.database()
                    .runCommand(new Document("count", MessageDocuments.COLLECTION)
                            .append("query", IS_WAITING)
                            .append("limit", Backlog.COUNT_LIMIT));
            return new Backlog(
                    counted.get("n", (Number) 0).longValue(),
                    Optional.ofNullable(MessageDocuments.instantOrNull(oldest, WAITING_SINCE)));
        });
    }

    @Override
    public void close() {
        inserts.close();
    }
}
