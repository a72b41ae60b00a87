package dev.recado.adapter.mongodb.kept;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.kept.KeptList;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;

/// A kept list as one document of `kept_lists`, with its name as `_id`. One document, so that a name is taken once
/// on a sharded cluster too, and every process sees by one number whether something changed.
public final class MongoKeptList<T> implements KeptList<T> {
    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String ITEMS = "items";

    private final MongoStore store;
    private final String name;
    private final Function<T, Document> write;
    private final Function<Document, T> read;

    public MongoKeptList(MongoStore store, String name, Function<T, Document> write, Function<Document, T> read) {
        this.store = store;
        this.name = name;
        this.write = write;
        this.read = read;
    }

    @Override
    public Stored<T> read() {
        Document found =
                store.call("kept_list", () -> lists().find(eq(ID, name)).first());
        return found == null
                ? new Stored<>(List.of(), 0)
                : new Stored<>(
                        found.getList(ITEMS, Document.class).stream().map(read).toList(), found.getLong(VERSION));
    }

    @Override
    public long version() {
        Document found = store.call(
                "kept_list_version",
                () -> lists().find(eq(ID, name))
                        .projection(new Document(VERSION, 1))
                        .first());
        return found == null ? 0 : found.getLong(VERSION);
    }

    @Override
    public boolean replace(long version, List<T> items) {
        List<Document> documents = items.stream().map(write).toList();
        if (version == 0) {
            return insert(new Document(ID, name).append(VERSION, 1L).append(ITEMS, documents));
        }
        Document known = new Document(ID, name).append(VERSION, version);
        Document change = new Document("$set", new Document(VERSION, version + 1).append(ITEMS, documents));
        return store.call(
                "kept_list_replace", () -> lists().updateOne(known, change).getMatchedCount() > 0);
    }

    private boolean insert(Document list) {
        return store.call("kept_list_add", () -> {
            try {
                return lists().insertOne(list).wasAcknowledged();
            } catch (MongoWriteException e) {
                if (e.getCode() != Schema.DUPLICATE_KEY) {
                    throw e;
                }
                return false;
            }
        });
    }

    private MongoCollection<Document> lists() {
        return store.database().getCollection(Schema.KEPT_LISTS);
    }
}
