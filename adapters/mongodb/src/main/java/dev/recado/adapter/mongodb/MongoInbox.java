package dev.recado.adapter.mongodb;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.recado.adapter.mongodb.MessageDocuments.ID;
import static dev.recado.adapter.mongodb.MessageDocuments.WAITING_SINCE;
import static dev.recado.adapter.mongodb.MessageDocuments.date;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.Inbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The inbox in `messages`: a message's key is its document's `_id`, so a second delivery meets the first.
final class MongoInbox implements Inbox, AutoCloseable {
    private final MongoStore store;
    private final GroupedInserts inserts;

    MongoInbox(MongoStore store) {
        this.store = store;
        this.inserts = new GroupedInserts(store.messages());
    }

    @Override
    public Appended append(InboundMessage message) {
        return store.first("append", () -> inserts.insert(MessageDocuments.inbound(message)));
    }

    @Override
    public List<InboundMessage> unanswered(Instant receivedBefore, int limit) {
        return store.call(
                "unanswered",
                () -> store.messages()
                        .find(lt(WAITING_SINCE, date(receivedBefore)))
                        .sort(ascending(WAITING_SINCE, ID))
                        .limit(limit)
                        .map(MessageDocuments::inbound)
                        .into(new ArrayList<>()));
    }

    @Override
    public Backlog backlog() {
        Bson waits = gt(WAITING_SINCE, date(Instant.EPOCH));
        return store.call("backlog", () -> {
            Document oldest = store.messages()
                    .find(waits)
                    .sort(ascending(WAITING_SINCE))
                    .projection(include(WAITING_SINCE))
                    .first();
            if (oldest == null) {
                return new Backlog(0, Optional.empty());
            }
            Document counted = store.database()
                    .runCommand(new Document("count", MessageDocuments.COLLECTION).append("query", waits));
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
