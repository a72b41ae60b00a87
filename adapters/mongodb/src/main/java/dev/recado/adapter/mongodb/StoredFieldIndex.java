package dev.recado.adapter.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// An index on one field that many documents may share: one map of the file, from value and key to the document's
/// key. It holds the documents that have the field, and so also tells those few of many that have it at all.
final class StoredFieldIndex extends Index<Object> implements PartialLookup {
    private static final char END = '\u0000';
    private static final Set<String> NEEDS_THE_FIELD = Set.of("$gt", "$gte", "$lt", "$lte", "$eq");

    private final String field;
    private final MVMap<Object, Object> positions;

    StoredFieldIndex(String name, List<IndexKey> keys, MVMap<Object, Object> positions) {
        super(name, keys, true);
        this.field = keys.get(0).getKey();
        this.positions = positions;
    }

    @Override
    public @Nullable Iterable<Object> candidates(Document query) {
        Object wanted = query.get(field);
        if (wanted instanceof String text) {
            return withPrefix(text + END);
        }
        if (wanted instanceof Document expression
                && !expression.isEmpty()
                && NEEDS_THE_FIELD.containsAll(expression.keySet())
                && expression.values().stream().allMatch(Missing::isNeitherNullNorMissing)) {
            return List.copyOf(positions.values());
        }
        return null;
    }

    private Iterable<Object> withPrefix(String prefix) {
        List<Object> found = new ArrayList<>();
        Iterator<Object> keys = positions.keyIterator(prefix);
        while (keys.hasNext()) {
            Object key = keys.next();
            if (!key.toString().startsWith(prefix)) {
                break;
            }
            Object position = positions.get(key);
            if (position != null) {
                found.add(position);
            }
        }
        return found;
    }

    private @Nullable String entry(Document document, Object position) {
        Object value = Utils.getSubdocumentValue(document, field);
        if (Missing.isNullOrMissing(value)) {
            return null;
        }
        return (value instanceof String text ? text : "") + END + position;
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        String entry = entry(document, position);
        if (entry != null) {
            positions.put(entry, position);
        }
    }

    @Override
    public @Nullable Object remove(Document document) {
        String entry = entry(document, StoredCollection.key(document.get("_id")));
        return entry == null ? null : positions.remove(entry);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Object position, MongoCollection<Object> collection) {
        String before = entry(oldDocument, position);
        String after = entry(newDocument, position);
        if (before != null && !before.equals(after)) {
            positions.remove(before);
        }
        if (after != null && !after.equals(before)) {
            positions.put(after, position);
        }
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // nothing is unique here
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        // nothing is unique here
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    /// Answered by {@link #candidates} before the library asks.
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("the collection asks for candidates");
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        // the database removes the map
    }
}
