package dev.recado.adapter.mongodb.sessions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.OwnershipDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.handoff.HandoffQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.conversions.Bson;

/// Finds in `whatsapp_sessions` those who wait for a person, by indexes that hold only them.
public final class MongoHandoffQueue implements HandoffQueue {
    private final MongoStore store;

    public MongoHandoffQueue(MongoStore store) {
        this.store = store;
    }

    @Override
    public List<Conversation> overdue(Instant since, int limit) {
        Bson untold = and(
                eq(SessionDocuments.STATUS, ConversationStatus.WAITING.id()),
                eq(OwnershipDocuments.HANDOFF_OVERDUE_AT, null));
        return find("handoffs_overdue", OwnershipDocuments.HANDOFF_SINCE, since, untold, limit);
    }

    @Override
    public List<Conversation> leftUnanswered(Instant since, int limit) {
        Bson owned = eq(SessionDocuments.STATUS, ConversationStatus.HUMAN.id());
        return find("handoffs_unanswered", OwnershipDocuments.UNANSWERED_SINCE, since, owned, limit);
    }

    @Override
    public List<Conversation> leftInPhoneApp(Instant until, int limit) {
        Bson owned = eq(SessionDocuments.STATUS, ConversationStatus.HUMAN.id());
        return find("handoffs_in_phone_app", OwnershipDocuments.HUMAN_UNTIL, until, owned, limit);
    }

    @Override
    public List<Conversation> heldBy(Collection<String> people, int limit) {
        return store.call(
                "handoffs_held",
                () -> store.sessions()
                        .find(in(OwnershipDocuments.ASSIGNEE_ID, people))
                        .sort(ascending(SessionDocuments.UPDATED_AT))
                        .limit(limit)
                        .map(SessionDocuments::read)
                        .into(new ArrayList<>()));
    }

    private List<Conversation> find(String operation, String time, Instant before, Bson filter, int limit) {
        return store.call(
                operation,
                () -> store.sessions()
                        .find(and(gt(time, date(Instant.EPOCH)), lt(time, date(before)), filter))
                        .sort(ascending(time))
                        .limit(limit)
                        .map(SessionDocuments::read)
                        .into(new ArrayList<>()));
    }
}
