package dev.recado.adapter.mongodb.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.people.SetupLinks;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Links for the first admin, all in one document of `tokens`, so that of those who use several of them at
/// once one is the first. It holds only digests of their secrets.
public final class MongoSetupLinks implements SetupLinks {
    private static final String KIND = "setup";
    private static final Bson ID = eq(MongoMachineTokens.DIGEST, "setup links");
    private static final String LINKS = "links";
    private static final String LINK = "link";
    /// More than processes that start before the first admin is set up.
    private static final int MOST = 50;

    private final MongoStore store;

    public MongoSetupLinks(MongoStore store) {
        this.store = store;
    }

    private MongoCollection<Document> tokens() {
        return store.database().getCollection(Schema.TOKENS);
    }

    @Override
    public void add(String digest, Instant expiresAt) {
        Document link = new Document(LINK, digest).append(Schema.EXPIRES_AT, date(expiresAt));
        store.call(
                "setup_link",
                () -> tokens().updateOne(
                                ID,
                                combine(
                                        set(MongoMachineTokens.KIND, KIND),
                                        pushEach(LINKS, List.of(link), new PushOptions().slice(-MOST))),
                                new UpdateOptions().upsert(true)));
    }

    @Override
    public boolean isOpen(String digest, Instant now) {
        return store.call(
                "setup_link_of", () -> tokens().find(open(digest, now)).first() != null);
    }

    @Override
    public boolean take(String digest, Instant now) {
        return store.call(
                "setup_link_take",
                () -> tokens().updateOne(open(digest, now), set(LINKS, List.of()))
                                .getModifiedCount()
                        > 0);
    }

    private static Bson open(String digest, Instant now) {
        return and(ID, elemMatch(LINKS, and(eq(LINK, digest), gt(Schema.EXPIRES_AT, date(now)))));
    }

    @Override
    public void clear() {
        store.call("setup_links_clear", () -> tokens().deleteOne(ID));
    }
}
