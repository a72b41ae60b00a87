package dev.recado.adapter.mongodb.sessions;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.UPDATED_AT;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.live.ChangedConversations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Finds changed conversations by the time of their last activity.
public final class MongoChangedConversations implements ChangedConversations {
    private final MongoStore store;

    public MongoChangedConversations(MongoStore store) {
        this.store = store;
    }

    @Override
    public List<ConversationId> since(Instant time, int limit) {
        return store.call(
                "changed_conversations",
                () -> store.sessions()
                        .find(gte(UPDATED_AT, date(time)))
                        .sort(descending(UPDATED_AT))
                        .projection(include(ID))
                        .limit(limit)
                        .map(session -> ConversationId.parse(session.getString(ID)))
                        .into(new ArrayList<>()));
    }
}
