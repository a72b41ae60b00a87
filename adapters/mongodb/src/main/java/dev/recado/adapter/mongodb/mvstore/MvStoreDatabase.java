package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/// A database of the embedded server: the maps of the file whose names start with its name.
public final class MvStoreDatabase extends AbstractSynchronizedMongoDatabase<Object> {
    static final String DOCUMENTS = "documents.";
    private static final String INDEXES = "index.";
    private static final String ORDERED = ".ordered";

    private final MVStore store;

    MvStoreDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
    }

    /// Reads the whole file.
    ///
    /// @throws RuntimeException when something cannot be read
    public static void readAll(MVStore store) {
        for (String name : store.getMapNames()) {
            if (name.startsWith(DOCUMENTS)) {
                documents(store, name).forEach((id, document) -> {
                    var _ = BsonEncoding.read(document);
                });
            } else if (name.startsWith(INDEXES)) {
                index(store, name).forEach((key, position) -> {});
            }
        }
    }

    private static MVMap<Object, byte[]> documents(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<Object, byte[]>()
                        .keyType(KeyDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    private static MVMap<Object, Object> index(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<Object, Object>()
                        .keyType(KeyDataType.INSTANCE)
                        .valueType(KeyDataType.INSTANCE));
    }

    private MVMap<Object, byte[]> documents(String collection) {
        return documents(store, DOCUMENTS + getFullCollectionNamespace(collection));
    }

    private MVMap<Object, Object> index(String collection, String index) {
        return index(store, indexMap(collection, index));
    }

    private boolean isNew(String collection, String index) {
        return !store.hasMap(indexMap(collection, index));
    }

    private String indexMap(String collection, String index) {
        return INDEXES + getFullCollectionNamespace(collection) + "." + index;
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collectionName, CollectionOptions options) {
        return new MvStoreCollection(this, collectionName, options, cursorRegistry, documents(collectionName));
    }

    /// The library has no partial indexes. Recado's partial indexes cover the documents that have the indexed
    /// fields, as sparse ones do.
    @Override
    protected synchronized void addIndex(Document description) {
        if (description.containsKey("partialFilterExpression")) {
            description.put("sparse", true);
        }
        super.addIndex(description);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && keys.get(0).getKey().equals("_id")) {
            return new MvStoreIdIndex(indexName, keys, documents(collectionName));
        }
        boolean isNew = isNew(collectionName, indexName);
        return new MvStoreUniqueIndex(indexName, keys, sparse, index(collectionName, indexName), isNew);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        String map = sparse || keys.size() == 1 ? indexName : ordered(collectionName, indexName);
        boolean isNew = isNew(collectionName, map);
        return new MvStoreNonUniqueIndex(indexName, keys, sparse, index(collectionName, map), isNew);
    }

    /// The name of the map of an index that an earlier version sorted by its first field alone: its map is
    /// built anew.
    private String ordered(String collection, String index) {
        String before = indexMap(collection, index);
        if (store.hasMap(before)) {
            store.removeMap(before);
        }
        return index + ORDERED;
    }

    @Override
    protected void dropIndex(MongoCollection<Object> collection, String indexName) {
        super.dropIndex(collection, indexName);
        for (String map : List.of(indexName, indexName + ORDERED)) {
            if (!isNew(collection.getCollectionName(), map)) {
                store.removeMap(indexMap(collection.getCollectionName(), map));
            }
        }
    }

    @Override
    public void dropCollection(String collectionName, Oplog oplog) {
        super.dropCollection(collectionName, oplog);
        store.removeMap(DOCUMENTS + getFullCollectionNamespace(collectionName));
    }

    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newCollectionName) {
        throw new UnsupportedOperationException("collections keep their names here");
    }

    @Override
    protected long getStorageSize() {
        return store.getFileStore().size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
