package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A non-unique index: one map of the file, from the values and the document's key to the key. A sparse index
/// holds the documents that have its first two fields (or its only field), sorted by all its fields, so it also
/// finds the few documents that have these fields. Any other index uses only its first field.
final class MvStoreNonUniqueIndex extends Index<Object> implements CandidateIndex {
    private static final char END = '\u0000';
    private static final char AFTER_END = '\u0001';
    private static final String MAX_VALUE = "\uffff";
    private static final String ID = "_id";
    private static final Set<String> RANGE_OPERATORS = Set.of("$gt", "$gte", "$lt", "$lte", "$eq");

    private final List<String> fields;
    private final MVMap<Object, Object> positions;
    private final boolean isNew;

    /// @param isNew whether the existing documents still have to be added
    MvStoreNonUniqueIndex(
            String name, List<IndexKey> keys, boolean sparse, MVMap<Object, Object> positions, boolean isNew) {
        super(name, keys, sparse);
        this.isNew = isNew;
        this.fields = (sparse ? keys : keys.subList(0, 1))
                .stream()
                        .map(IndexKey::getKey)
                        .filter(field -> !field.equals(ID))
                        .toList();
        this.positions = positions;
    }

    @Override
    public @Nullable Iterable<Object> candidates(Document query) {
        Object wanted = query.get(fields.getFirst());
        if (wanted instanceof String text) {
            return candidatesOf(text, query);
        }
        return isSparse() && fields.size() == 1 && wanted instanceof Document range && isRange(range)
                ? between(lowest(range), highest(range))
                : null;
    }

    private @Nullable Iterable<Object> candidatesOf(String text, Document query) {
        if (fields.size() == 1) {
            return between(text + END, text + AFTER_END);
        }
        return query.get(fields.get(1)) instanceof Document range && isRange(range)
                ? between(text + END + lowest(range), text + END + highest(range))
                : null;
    }

    @Override
    public boolean isInOrder(Document query, Document orderBy) {
        int fixed = query.get(fields.getFirst()) instanceof String ? 1 : 0;
        List<String> order = new ArrayList<>(fields.subList(fixed, fields.size()));
        order.add(ID);
        List<String> wanted = List.copyOf(orderBy.keySet());
        return wanted.size() <= order.size()
                && wanted.equals(order.subList(0, wanted.size()))
                && orderBy.values().stream().allMatch(direction -> direction instanceof Number n && n.intValue() == 1);
    }

    private static boolean isRange(@Nullable Object wanted) {
        return wanted instanceof Document expression
                && !expression.isEmpty()
                && RANGE_OPERATORS.containsAll(expression.keySet())
                && expression.values().stream().allMatch(Missing::isNeitherNullNorMissing);
    }

    private static String lowest(Document range) {
        return Stream.of("$gt", "$gte", "$eq")
                .map(range::get)
                .map(MvStoreNonUniqueIndex::sortable)
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    private static String highest(Document range) {
        return range.get("$lt") instanceof Instant end ? sortable(end) : MAX_VALUE;
    }

    private Iterable<Object> between(String from, String to) {
        return () -> {
            Iterator<Object> keys = positions.keyIterator(from);
            return Stream.iterate(keys, Iterator::hasNext, next -> next)
                    .map(Iterator::next)
                    .takeWhile(key -> key.toString().compareTo(to) < 0)
                    .map(positions::get)
                    .iterator();
        };
    }

    /// The value as a string whose order is that of values of one type; empty for a type that is not searched by
    /// range.
    private static String sortable(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Instant time -> HexFormat.of().toHexDigits(time.toEpochMilli() ^ Long.MIN_VALUE);
            case Integer number -> HexFormat.of().toHexDigits(number ^ Integer.MIN_VALUE);
            case null, default -> "";
        };
    }

    private @Nullable String entry(Document document, Object position) {
        StringBuilder entry = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            Object value = value(document, fields.get(i));
            if (i < 2 && Missing.isNullOrMissing(value)) {
                return null;
            }
            entry.append(sortable(value)).append(END);
        }
        return entry.append(position).toString();
    }

    /// In a path, the library looks only into documents; here a number is also a position in a list.
    private static @Nullable Object value(Document document, String field) {
        if (field.indexOf('.') < 0) {
            return document.get(field);
        }
        Object value = document;
        for (String step : field.split("\\.", -1)) {
            value = switch (value) {
                case Document inner -> inner.get(step);
                case List<?> list
                when step.matches("\\d{1,4}") && Integer.parseInt(step) < list.size() ->
                    list.get(Integer.parseInt(step));
                case null, default -> null;
            };
        }
        return value;
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
        Object position = MvStoreCollection.key(document.get("_id"));
        String entry = entry(document, position);
        if (entry == null) {
            // The collection accepts null only from a sparse index as "the document was not indexed".
            return isSparse() ? null : position;
        }
        return positions.remove(entry);
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
