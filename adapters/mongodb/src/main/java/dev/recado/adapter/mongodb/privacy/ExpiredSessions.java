package dev.recado.adapter.mongodb.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.client.MongoCursor;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.message.Consent;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.UserKeys;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Erases conversations in which nothing happened for long: no claim, no answer under way, no message. What their
/// users refused stays.
public record ExpiredSessions(MongoStore store, OptOuts optOuts) {
    private static final String ID = SessionDocuments.ID;

    int erase(Instant before, int limit) {
        int erased = 0;
        for (ConversationStatus status : List.of(ConversationStatus.OPEN, ConversationStatus.CLOSED)) {
            Document silent = new Document(SessionDocuments.STATUS, status.id())
                    .append(SessionDocuments.UPDATED_AT, new Document("$lt", date(before)));
            try (MongoCursor<Document> found = store.sessions()
                    .find(silent)
                    .sort(new Document(SessionDocuments.UPDATED_AT, 1))
                    .iterator()) {
                // What may not be erased yet stands in nobody's way.
                while (erased < limit && found.hasNext()) {
                    erased += isErased(found.next()) ? 1 : 0;
                }
            }
        }
        return erased;
    }

    private boolean isErased(Document session) {
        Conversation conversation = SessionDocuments.read(session);
        String id = session.getString(ID);
        boolean isEmpty = conversation.outbox() == null
                && conversation.held().isEmpty()
                && conversation.happened().isEmpty()
                && store.messages()
                                .find(new Document(MessageDocuments.CONVERSATION_ID, id))
                                .first()
                        == null;
        if (!isEmpty) {
            return false;
        }
        Consent consent = conversation.userState().consent();
        if (consent != Consent.EVERYTHING) {
            optOuts.keep(UserKeys.of(conversation), consent);
        }
        // Unless a turn or a person came in between: each changes one of these.
        Bson unchanged = and(
                eq(ID, id),
                eq(SessionDocuments.UPDATED_AT, session.getDate(SessionDocuments.UPDATED_AT)),
                eq(SessionDocuments.FENCE, session.get(SessionDocuments.FENCE)),
                in(SessionDocuments.STATUS, session.getString(SessionDocuments.STATUS)));
        boolean erased = store.sessions().deleteOne(unchanged).getDeletedCount() == 1;
        if (erased) {
            store.contacts().deleteMany(eq(MessageDocuments.CONVERSATION_ID, id));
        }
        return erased;
    }
}
