package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.identity.PublicIds;
import java.security.SecureRandom;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// The key of public ids in `keys`: the first process creates it, all others get the same one. Read once per
/// process.
public final class MongoIdKey implements PublicIdKey {
    static final String COLLECTION = Schema.KEYS;
    private static final String NAME = "public-ids";
    private static final String KEY = "key";
    private static final FindOneAndUpdateOptions CREATE_IF_MISSING =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoStore store;
    private volatile byte @Nullable [] cached;

    public MongoIdKey(MongoStore store) {
        this.store = store;
    }

    @Override
    public byte[] get() {
        byte[] key = cached;
        if (key == null) {
            key = store.first("id key", this::read);
            cached = key;
        }
        return key.clone();
    }

    private byte[] read() {
        byte[] fresh = new byte[PublicIds.KEY];
        new SecureRandom().nextBytes(fresh);
        Document stored = store.database()
                .getCollection(COLLECTION)
                .findOneAndUpdate(eq("_id", NAME), setOnInsert(KEY, new Binary(fresh)), CREATE_IF_MISSING);
        if (stored == null || !(stored.get(KEY) instanceof Binary key) || key.length() != PublicIds.KEY) {
            throw new PortUnavailableException("the store's key for ids is not one");
        }
        return key.getData();
    }
}
