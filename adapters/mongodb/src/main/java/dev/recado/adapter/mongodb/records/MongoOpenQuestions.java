package dev.recado.adapter.mongodb.records;

import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.AuthorDocuments;
import dev.recado.adapter.mongodb.documents.EventDocuments;
import dev.recado.adapter.mongodb.documents.UserStateDocuments;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.message.Author;
import dev.recado.domain.teaching.OpenQuestions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// Open questions among the `events`, found by a sparse index that holds them alone.
public final class MongoOpenQuestions implements OpenQuestions {
    private static final String SETTLED = "settled";

    private final MongoStore store;

    public MongoOpenQuestions(MongoStore store) {
        this.store = store;
    }

    @Override
    public List<BusinessEvent> open(int limit) {
        Document open = new Document(Schema.QUESTION_OPEN_AT, new Document("$gt", date(Instant.EPOCH)));
        return store.call(
                "open_questions",
                () -> events().find(open)
                        .sort(new Document(Schema.QUESTION_OPEN_AT, -1))
                        .limit(limit)
                        .map(UserStateDocuments::event)
                        .into(new ArrayList<>()));
    }

    @Override
    public boolean settle(String id, Author by, Instant at) {
        Document open = new Document(EventDocuments.ID, id)
                .append(Schema.QUESTION_OPEN_AT, new Document("$gt", date(Instant.EPOCH)));
        Document settled = new Document("by", AuthorDocuments.write(by)).append("at", date(at));
        Document change = new Document("$unset", new Document(Schema.QUESTION_OPEN_AT, ""))
                .append("$set", new Document(SETTLED, settled));
        return store.call(
                "settle_question", () -> events().updateOne(open, change).getModifiedCount() > 0);
    }

    private MongoCollection<Document> events() {
        return store.database().getCollection(EventDocuments.EVENTS);
    }
}
