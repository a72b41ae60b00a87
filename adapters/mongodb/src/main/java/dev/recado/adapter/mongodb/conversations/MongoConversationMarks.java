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
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Marks on the documents of `whatsapp_sessions`, and notes among the `messages`.
public final class MongoConversationMarks implements ConversationMarks {
    private static final int RELABELLED = 200;

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

    /// Each conversation by itself. One whose labels change at the same moment is read again.
    @Override
    public void relabel(String from, @Nullable String to) {
        Document carrying = new Document(SessionDocuments.LABELS, from);
        Document fields = new Document(SessionDocuments.LABELS, 1);
        for (List<Document> batch = batch(carrying, fields); !batch.isEmpty(); batch = batch(carrying, fields)) {
            for (Document session : batch) {
                Labels before = SummaryDocuments.labels(session);
                Document unchanged =
                        new Document(ID, session.getString(ID)).append(SessionDocuments.LABELS, before.values());
                Bson update = SummaryDocuments.labels(before.with(from, to));
                store.call("relabel", () -> store.sessions().updateOne(unchanged, update));
            }
        }
    }

    private List<Document> batch(Document carrying, Document fields) {
        return store.call(
                "labelled",
                () -> store.sessions()
                        .find(carrying)
                        .projection(fields)
                        .limit(RELABELLED)
                        .into(new ArrayList<>()));
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
