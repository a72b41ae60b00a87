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

/// An index that many documents may share a value of: one map of the file, from values and key to the document's key.
/// A sparse one holds the documents that have its first two fields (or its only one), in the order of all its fields,
/// and so also tells those few of many that have them at all. Any other goes by its first field alone.
final class MvStoreNonUniqueIndex extends Index<Object> implements CandidateIndex {
    private static final char END = '\u0000';
    private static final char AFTER_END = '\u0001';
    private static final String LAST = "\uffff";
    private static final String ID = "_id";
    private static final Set<String> NEEDS_THE_FIELD = Set.of("$gt", "$gte", "$lt", "$lte", "$eq");

    private final List<String> fields;
    private final MVMap<Object, Object> positions;
    private final boolean isNew;

    /// @param isNew whether the documents that are there are still to be taken in
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
            return under(text, query);
        }
        return isSparse() && fields.size() == 1 && wanted instanceof Document range && needsTheField(range)
                ? between(lowest(range), highest(range))
                : null;
    }

    private @Nullable Iterable<Object> under(String text, Document query) {
        if (fields.size() == 1) {
            return between(text + END, text + AFTER_END);
        }
        return query.get(fields.get(1)) instanceof Document range && needsTheField(range)
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
                && orderBy.values().stream().allMatch(way -> way instanceof Number n && n.intValue() == 1);
    }

    private static boolean needsTheField(@Nullable Object wanted) {
        return wanted instanceof Document expression
                && !expression.isEmpty()
                && NEEDS_THE_FIELD.containsAll(expression.keySet())
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
        return range.get("$lt") instanceof Instant end ? sortable(end) : LAST;
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

    /// Values of one type in their order; a type that is not searched by range has none.
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

    /// Where the library looks into documents alone, a number names a place in a list too.
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
            // the collection takes null from a sparse index alone for "it was not here"
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

    /// The library takes every document into an index that is empty, which one that holds the few that wait often is.
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
        // the database removes the map
    }
}
