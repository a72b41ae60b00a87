package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// The index on `_id`. The documents are stored by `_id`, so it stores nothing itself.
final class MvStoreIdIndex extends AbstractUniqueIndex<Object> {
    private final MVMap<Object, ?> documents;

    MvStoreIdIndex(String name, List<IndexKey> keys, MVMap<Object, ?> documents) {
        super(name, keys, false);
        this.documents = documents;
    }

    @Override
    protected @Nullable Object getPosition(KeyValue keyValue) {
        Object key = Missing.ofNullable(keyValue.get(0));
        return documents.containsKey(key) ? key : null;
    }

    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
        // The document is stored already.
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue keyValue) {
        return getPosition(keyValue);
    }

    @Override
    protected boolean putKeyPosition(KeyValue keyValue, Object position) {
        return true;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return documents.keySet().stream()
                .map(key -> Map.entry(new KeyValue(key), key))
                .toList();
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
