package dev.recado.adapter.mongodb.conversations;

import static com.mongodb.client.model.Filters.eq;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Updates;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.documents.SummaryDocuments;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.Labels;
import dev.recado.domain.identity.ConversationId;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Marks on the documents of `whatsapp_sessions`, and notes among the `messages`.
public final class MongoConversationMarks implements ConversationMarks {
    private final MongoStore store;

    public MongoConversationMarks(MongoStore store) {
        this.store = store;
    }

    @Override
    public void read(ConversationId id) {
        update("read", id, Updates.unset(SessionDocuments.UNREAD));
    }

    @Override
    public void label(ConversationId id, Labels labels) {
        update("label", id, SummaryDocuments.labels(labels));
    }

    private void update(String operation, ConversationId id, Bson update) {
        store.call(operation, () -> store.sessions().updateOne(eq(ID, id.toString()), update));
    }

    @Override
    public Note note(ConversationId id, Note note) {
        return store.call("add_note", () -> {
            try {
                store.messages().insertOne(SummaryDocuments.note(id, note.id(), note.text(), note.author(), note.at()));
                return note;
            } catch (MongoWriteException e) {
                if (e.getCode() != Schema.DUPLICATE_KEY) {
                    throw e;
                }
                Document stored = store.messages().find(eq(ID, note.id())).first();
                return stored == null ? note : SummaryDocuments.note(stored);
            }
        });
    }
}
