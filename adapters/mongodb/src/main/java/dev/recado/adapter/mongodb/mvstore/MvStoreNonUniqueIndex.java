package dev.recado.adapter.mongodb.mvstore;

import static dev.recado.adapter.mongodb.mvstore.IndexedValues.AFTER_END;
import static dev.recado.adapter.mongodb.mvstore.IndexedValues.END;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A non-unique index: one map of the file, from the values and the document's key to the key, sorted by all
/// its fields. It holds the documents that have its first field; a sparse one those that have its second field
/// too, so it also finds the few documents that have these fields. A document with a list in the first field
/// stands under each value.
final class MvStoreNonUniqueIndex extends Index<Object> implements CandidateIndex {
    private static final String ID = "_id";

    private final List<String> fields;
    private final MVMap<Object, Object> positions;
    private final boolean isNew;

    /// @param isNew whether the existing documents still have to be added
    MvStoreNonUniqueIndex(
            String name, List<IndexKey> keys, boolean sparse, MVMap<Object, Object> positions, boolean isNew) {
        super(name, keys, sparse);
        this.isNew = isNew;
        this.fields = keys.stream()
                .map(IndexKey::getKey)
                .filter(field -> !field.equals(ID))
                .toList();
        this.positions = positions;
    }

    @Override
    public @Nullable Iterable<Object> candidates(Document query) {
        Bounds bounds = bounds(query);
        return bounds == null ? null : () -> ascending(bounds);
    }

    @Override
    public @Nullable Iterable<Object> inOrder(Document query, Document orderBy) {
        Bounds bounds = bounds(query);
        if (bounds == null || !isOrderOf(query, orderBy.keySet())) {
            return null;
        }
        if (directions(orderBy, 1)) {
            return () -> ascending(bounds);
        }
        return directions(orderBy, -1) ? () -> descending(bounds) : null;
    }

    /// @param from the first key
    /// @param end the first key after them
    private record Bounds(String from, String end) {}

    private @Nullable Bounds bounds(Document query) {
        Object wanted = query.get(fields.getFirst());
        if (wanted instanceof String text) {
            return boundsOf(text, query);
        }
        return wanted != null && isSparse() && fields.size() == 1 && IndexedValues.isRange(wanted)
                ? new Bounds(IndexedValues.lowest(wanted), IndexedValues.end(wanted))
                : null;
    }

    private @Nullable Bounds boundsOf(String text, Document query) {
        Object second = fields.size() == 1 ? null : query.get(fields.get(1));
        if (second != null && IndexedValues.isBounded(second)) {
            String prefix = text + END;
            return new Bounds(prefix + IndexedValues.lowest(second), prefix + IndexedValues.end(second));
        }
        return fields.size() == 1 || !isSparse() ? new Bounds(text + END, text + AFTER_END) : null;
    }

    private boolean isOrderOf(Document query, Collection<String> wanted) {
        int fixed = query.get(fields.getFirst()) instanceof String ? 1 : 0;
        List<String> order = new ArrayList<>(fields.subList(fixed, fields.size()));
        order.add(ID);
        return wanted.size() <= order.size() && List.copyOf(wanted).equals(order.subList(0, wanted.size()));
    }

    private static boolean directions(Document orderBy, int wanted) {
        return orderBy.values().stream().allMatch(value -> value instanceof Number n && n.intValue() == wanted);
    }

    private Iterator<Object> ascending(Bounds bounds) {
        return positions(positions.keyIterator(bounds.from), key -> key.compareTo(bounds.end) < 0);
    }

    private Iterator<Object> descending(Bounds bounds) {
        return positions(positions.keyIteratorReverse(bounds.end), key -> key.compareTo(bounds.from) >= 0);
    }

    private Iterator<Object> positions(Iterator<Object> keys, Predicate<String> within) {
        return Stream.iterate(keys, Iterator::hasNext, next -> next)
                .map(Iterator::next)
                .takeWhile(key -> within.test(key.toString()))
                .map(positions::get)
                .iterator();
    }

    /// The keys of a document; none when the index does not hold it.
    private Set<String> keys(Document document, Object position) {
        Object first = IndexedValues.value(document, fields.getFirst());
        if (Missing.isNullOrMissing(first)) {
            return Set.of();
        }
        StringBuilder rest = new StringBuilder();
        for (int i = 1; i < fields.size(); i++) {
            Object value = IndexedValues.value(document, fields.get(i));
            if (i == 1 && isSparse() && Missing.isNullOrMissing(value)) {
                return Set.of();
            }
            rest.append(IndexedValues.sortable(value)).append(END);
        }
        rest.append(position);
        Set<String> keys = new HashSet<>();
        for (Object value : first instanceof Collection<?> several ? several : List.of(first)) {
            keys.add(IndexedValues.sortable(value) + END + rest);
        }
        return keys;
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        keys(document, position).forEach(key -> positions.put(key, position));
    }

    @Override
    public @Nullable Object remove(Document document) {
        Object position = MvStoreCollection.key(document.get("_id"));
        Set<String> keys = keys(document, position);
        keys.forEach(positions::remove);
        // The collection accepts null only from a sparse index as "the document was not indexed".
        return keys.isEmpty() && isSparse() ? null : position;
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Object position, MongoCollection<Object> collection) {
        Set<String> before = keys(oldDocument, position);
        Set<String> after = keys(newDocument, position);
        before.stream().filter(key -> !after.contains(key)).forEach(positions::remove);
        after.stream().filter(key -> !before.contains(key)).forEach(key -> positions.put(key, position));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // Nothing is unique here.
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        // Nothing is unique here.
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    /// Answered by [#candidates] before the library asks.
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("the collection asks for candidates");
    }

    /// The library adds all documents to an empty index, and an index of waiting messages is often empty.
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

    @Override
    public void drop() {
        // The database removes the map.
    }
}
