package dev.recado.adapter.mongodb.sessions;

import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.addEachToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.HAPPENED;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.OUTBOX;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.STATUS;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.UPDATED_AT;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.OwnershipDocuments;
import dev.recado.adapter.mongodb.documents.UserStateDocuments;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// Closes conversations that have been idle for long. The time of their last activity stays unchanged.
final class IdleSessionCloser {
    private IdleSessionCloser() {}

    static List<BusinessEvent> close(MongoStore store, Instant since, Instant now, int limit) {
        List<Document> found = store.sessions()
                .find(idleSince(since))
                .sort(ascending(UPDATED_AT))
                .limit(limit)
                .projection(include(ID, UPDATED_AT))
                .into(new ArrayList<>());
        List<BusinessEvent> closed = new ArrayList<>();
        for (Document session : found) {
            String id = session.getString(ID);
            BusinessEvent event =
                    BusinessEvent.closed(ConversationId.parse(id), MessageDocuments.instant(session, UPDATED_AT), now);
            // With the whole filter again, since the user may have written meanwhile.
            boolean done = store.sessions()
                            .updateOne(
                                    idleSince(since).append(ID, id),
                                    combine(
                                            set(STATUS, ConversationStatus.CLOSED.id()),
                                            inc(OwnershipDocuments.VERSION, 1L),
                                            addEachToSet(HAPPENED, UserStateDocuments.events(List.of(event)))))
                            .getMatchedCount()
                    == 1;
            if (done) {
                closed.add(event);
            }
        }
        return closed;
    }

    /// In one document and not in clauses: the embedded store only finds an index for two fields of one
    /// document.
    private static Document idleSince(Instant since) {
        return new Document(STATUS, ConversationStatus.OPEN.id())
                .append(UPDATED_AT, new Document("$lt", date(since)))
                .append(LEASE, null)
                .append(OUTBOX, null);
    }
}
