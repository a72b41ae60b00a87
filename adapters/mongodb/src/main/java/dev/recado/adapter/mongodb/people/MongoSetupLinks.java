package dev.recado.adapter.mongodb.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.people.SetupLinks;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Links for the first admin in `tokens`, one document each with the digest of its secret as `_id`.
public final class MongoSetupLinks implements SetupLinks {
    private static final Bson LINKS = eq(MongoMachineTokens.KIND, "setup");
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoStore store;

    public MongoSetupLinks(MongoStore store) {
        this.store = store;
    }

    private MongoCollection<Document> links() {
        return store.database().getCollection(Schema.TOKENS);
    }

    @Override
    public void add(String digest, Instant expiresAt) {
        Document document = new Document(MongoMachineTokens.DIGEST, digest)
                .append(MongoMachineTokens.KIND, "setup")
                .append(Schema.EXPIRES_AT, date(expiresAt));
        store.call("setup_link", () -> links().replaceOne(eq(MongoMachineTokens.DIGEST, digest), document, UPSERT));
    }

    @Override
    public boolean isOpen(String digest, Instant now) {
        return store.call("setup_link_of", () -> links().find(open(digest, now)).first() != null);
    }

    @Override
    public boolean take(String digest, Instant now) {
        return store.call("setup_link_take", () -> {
            links().deleteMany(and(LINKS, lte(Schema.EXPIRES_AT, date(now))));
            return links().deleteOne(open(digest, now)).getDeletedCount() > 0;
        });
    }

    private static Bson open(String digest, Instant now) {
        return and(eq(MongoMachineTokens.DIGEST, digest), LINKS, gt(Schema.EXPIRES_AT, date(now)));
    }

    @Override
    public void clear() {
        store.call("setup_links_clear", () -> links().deleteMany(LINKS));
    }
}
