package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A collection of the embedded server: one map of the file, from `_id` to document. Unlike the library's own
/// collection, it uses `_id` or an index also for queries with further conditions.
final class MvStoreCollection extends AbstractSynchronizedMongoCollection<Object> {
    private final MVMap<Object, byte[]> documents;

    MvStoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            MVMap<Object, byte[]> documents) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    /// The key of an id: equal numbers of different types have the same key.
    static Object key(@Nullable Object id) {
        return Missing.ofNullable(
                new KeyValue(List.of(Missing.ofNullable(id))).normalized().get(0));
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Iterable<Object> inOrder = inOrder(query, orderBy);
        if (inOrder != null) {
            return matchDocuments(query, inOrder, null, numberToSkip, limit, batchSize, fieldSelector);
        }
        Iterable<Object> positions = positions(query);
        return positions == null
                ? super.queryDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector)
                : matchDocuments(query, positions, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    private @Nullable Iterable<Object> inOrder(Document query, @Nullable Document orderBy) {
        if (orderBy == null || orderBy.isEmpty() || query.containsKey("$and") || query.containsKey(getIdField())) {
            return null;
        }
        for (Index<Object> index : getIndexes()) {
            Iterable<Object> found = index instanceof CandidateIndex lookup ? lookup.inOrder(query, orderBy) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Iterable<Object> positions(Document query) {
        if (query.get("$and") instanceof Collection<?> clauses) {
            for (Object clause : clauses) {
                Iterable<Object> found = clause instanceof Document narrower ? positions(narrower) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        String idField = getIdField();
        if (idField != null && query.containsKey(idField)) {
            return byId(query.get(idField));
        }
        for (Index<Object> index : getIndexes()) {
            Iterable<Object> found = index instanceof CandidateIndex lookup ? lookup.candidates(query) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Iterable<Object> byId(@Nullable Object wanted) {
        if (!(wanted instanceof Document expression)) {
            return wanted instanceof String ? existing(List.of(wanted)) : null;
        }
        if (expression.size() == 1 && expression.get("$in") instanceof Collection<?> several) {
            return existing(several);
        }
        return expression.get("$gt") instanceof String first && expression.get("$lt") instanceof String end
                ? between(first, end)
                : null;
    }

    private Iterable<Object> between(String first, String end) {
        return () -> {
            Iterator<Object> keys = documents.keyIterator(first);
            return Stream.iterate(keys, Iterator::hasNext, next -> next)
                    .map(Iterator::next)
                    .takeWhile(key -> documents.getKeyType().compare(key, end) < 0)
                    .iterator();
        };
    }

    private Iterable<Object> existing(Collection<?> ids) {
        return ids.stream()
                .filter(Objects::nonNull)
                .map(MvStoreCollection::key)
                .distinct()
                .filter(documents::containsKey)
                .toList();
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Stream<Document> stream = isNaturalDescending(orderBy)
                ? streamAllDocumentsWithPosition()
                        .sorted((one, two) -> ValueComparator.desc().compare(one.getPosition(), two.getPosition()))
                        .map(DocumentWithPosition::getDocument)
                : documents.values().stream().map(BsonEncoding::read);
        return matchDocumentsFromStream(stream, query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        String idField = getIdField();
        Object key = idField == null
                ? UUID.nameUUIDFromBytes(document.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : key(Utils.getSubdocumentValue(document, idField));
        documents.put(key, BsonEncoding.of(document));
        return key;
    }

    @Override
    protected Document getDocument(Object position) {
        return BsonEncoding.read(
                Objects.requireNonNull(documents.get(position), "an index names a document that is not there"));
    }

    @Override
    protected void removeDocument(Object position) {
        documents.remove(position);
    }

    @Override
    protected void handleUpdate(Object position, Document oldDocument, Document newDocument) {
        documents.put(position, BsonEncoding.of(newDocument));
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(BsonEncoding.read(entry.getValue()), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // Not tracked: it would cost one more page per write.
    }

    @Override
    protected int getDataSize() {
        return 0;
    }
}
