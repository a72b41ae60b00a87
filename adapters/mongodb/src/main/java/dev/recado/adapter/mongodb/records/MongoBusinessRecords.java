package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.EventDocuments;
import dev.recado.adapter.mongodb.documents.UserStateDocuments;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Reads `events`, `leads` and `handoffs`, newest first.
public final class MongoBusinessRecords implements BusinessRecords {
    private final MongoStore store;

    public MongoBusinessRecords(MongoStore store) {
        this.store = store;
    }

    @Override
    public List<BusinessEvent> events(
            BusinessEvent.@Nullable Type type, @Nullable ConversationId conversation, Page page) {
        List<Bson> wanted = new ArrayList<>();
        if (conversation != null) {
            wanted.add(eq(EventDocuments.CONVERSATION_ID, conversation.toString()));
        }
        if (type != null) {
            wanted.add(eq(EventDocuments.TYPE, type.id()));
        }
        return read(EventDocuments.EVENTS, EventDocuments.AT, wanted, page, UserStateDocuments::event);
    }

    @Override
    public List<LeadRecord> leads(Page page) {
        return read(EventDocuments.LEADS, EventDocuments.CREATED_AT, List.of(), page, EventDocuments::lead);
    }

    @Override
    public List<Handoff> handoffs(Page page) {
        return read(EventDocuments.HANDOFFS, EventDocuments.REQUESTED_AT, List.of(), page, EventDocuments::handoff);
    }

    private <T> List<T> read(
            String collection, String time, List<Bson> wanted, Page page, Function<Document, T> toRecord) {
        List<Bson> filters = new ArrayList<>(wanted);
        filters.add(gt(time, date(Instant.EPOCH)));
        Place after = page.after();
        if (after != null) {
            filters.add(lte(time, date(after.at())));
            filters.add(or(lt(time, date(after.at())), lt(EventDocuments.ID, after.id())));
        }
        return store.call(
                "records",
                () -> store
                        .database()
                        .getCollection(collection)
                        .find(and(filters))
                        .sort(descending(time, EventDocuments.ID))
                        .limit(page.limit())
                        .into(new ArrayList<>())
                        .stream()
                        .map(toRecord)
                        .toList());
    }
}
