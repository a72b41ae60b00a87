package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A unique index: one map of the file, from value to the document's key.
final class MvStoreUniqueIndex extends AbstractUniqueIndex<Object> implements CandidateIndex {
    private final MVMap<Object, Object> positions;

    private final boolean isNew;

    /// @param isNew whether the existing documents still have to be added
    MvStoreUniqueIndex(
            String name, List<IndexKey> keys, boolean sparse, MVMap<Object, Object> positions, boolean isNew) {
        super(name, keys, sparse);
        this.isNew = isNew;
        this.positions = positions;
    }

    private static Object key(KeyValue keyValue) {
        return keyValue.size() == 1 ? Missing.ofNullable(keyValue.get(0)) : keyValue;
    }

    @Override
    public @Nullable Iterable<Object> candidates(Document query) {
        if (isCompoundIndex()) {
            return null;
        }
        return switch (query.get(keys().get(0))) {
            case String value -> positionsOf(List.of(value));
            case Document any
            when any.size() == 1
                    && any.get("$in") instanceof Collection<?> values
                    && values.stream().allMatch(String.class::isInstance) -> positionsOf(values);
            case null, default -> null;
        };
    }

    private List<Object> positionsOf(Collection<?> values) {
        return values.stream()
                .distinct()
                .map(positions::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue keyValue) {
        return positions.get(key(keyValue));
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue keyValue) {
        return positions.remove(key(keyValue));
    }

    @Override
    protected boolean putKeyPosition(KeyValue keyValue, Object position) {
        return positions.putIfAbsent(key(keyValue), position) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return positions.entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey() instanceof KeyValue several ? several : new KeyValue(entry.getKey()),
                        entry.getValue()))
                .toList();
    }

    /// As in [MvStoreNonUniqueIndex#isEmpty].
    @Override
    public boolean isEmpty() {
        return isNew && super.isEmpty();
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
