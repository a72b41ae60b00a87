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
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.identity.ConversationId;
import io.micronaut.data.mongodb.operations.options.MongoFindOptions;
import io.micronaut.data.mongodb.repository.MongoQueryExecutor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Reads `events`, `leads` and `handoffs`, newest first.
public final class MongoBusinessRecords implements BusinessRecords {
    private final MongoStore store;
    private final EventRepository events;
    private final LeadRepository leads;
    private final HandoffRepository handoffs;

    public MongoBusinessRecords(
            MongoStore store, EventRepository events, LeadRepository leads, HandoffRepository handoffs) {
        this.store = store;
        this.events = events;
        this.leads = leads;
        this.handoffs = handoffs;
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
        return read(events, EventDocuments.AT, wanted, page).stream()
                .map(MongoBusinessRecords::event)
                .toList();
    }

    @Override
    public List<LeadRecord> leads(Page page) {
        return read(leads, EventDocuments.CREATED_AT, List.of(), page).stream()
                .map(MongoBusinessRecords::lead)
                .toList();
    }

    @Override
    public List<Handoff> handoffs(Page page) {
        return read(handoffs, EventDocuments.REQUESTED_AT, List.of(), page).stream()
                .map(MongoBusinessRecords::handoff)
                .toList();
    }

    private <T> List<T> read(MongoQueryExecutor<T> repository, String time, List<Bson> wanted, Page page) {
        List<Bson> filters = new ArrayList<>(wanted);
        filters.add(gt(time, date(Instant.EPOCH)));
        Place after = page.after();
        if (after != null) {
            filters.add(lte(time, date(after.at())));
            filters.add(or(lt(time, date(after.at())), lt(EventDocuments.ID, after.id())));
        }
        MongoFindOptions query = new MongoFindOptions()
                .filter(and(filters))
                .sort(descending(time, EventDocuments.ID))
                .limit(page.limit());
        return store.call("records", () -> repository.findAll(query));
    }

    private static BusinessEvent event(StoredEvent stored) {
        Map<String, String> details = stored.details();
        return new BusinessEvent(
                stored.id(),
                BusinessEvent.Type.ofId(stored.type()),
                ConversationId.parse(stored.conversationId()),
                stored.at(),
                details == null ? Map.of() : details);
    }

    private static LeadRecord lead(StoredLead stored) {
        return new LeadRecord(
                stored.id(),
                ConversationId.parse(stored.conversationId()),
                stored.name(),
                stored.email(),
                stored.phone(),
                stored.source(),
                stored.createdAt());
    }

    private static Handoff handoff(StoredHandoff stored) {
        return new Handoff(
                stored.id(),
                ConversationId.parse(stored.conversationId()),
                stored.reason(),
                stored.requestedBy(),
                new Requester(stored.phone(), stored.userId(), stored.name(), stored.text()),
                stored.status(),
                stored.requestedAt());
    }
}
