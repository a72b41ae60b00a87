package dev.recado.adapter.mongodb.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.addEachToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.privacy.Erasure;
import dev.recado.domain.privacy.Erasures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Requests to erase a user's data in `erasures`, one document each. Only those that are not finished have `due`.
public final class MongoErasures implements Erasures {
    private static final String ID = "_id";
    private static final String DIGESTS = "digests";
    private static final String KEYS = "sealed_keys";
    private static final String REQUESTED_AT = "requested_at";
    private static final String DUE = Schema.ERASURE_DUE;
    private static final String CHANGED_AT = Schema.ERASURE_CHANGED_AT;
    private static final String PASSES = "passes";
    private static final String ERASED = "erased";
    private static final String FILES = "files";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoStore store;
    private final InstantSource clock;

    public MongoErasures(MongoStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    private MongoCollection<Document> erasures() {
        return store.database().getCollection(Schema.ERASURES);
    }

    @Override
    public void begin(String id, Set<String> digests, String sealedKeys, Instant requestedAt, Instant due) {
        Bson update = combine(
                set(DIGESTS, List.copyOf(digests)),
                set(KEYS, sealedKeys),
                set(REQUESTED_AT, date(requestedAt)),
                set(DUE, date(due)),
                set(PASSES, 0));
        update("erasure_begin", eq(ID, id), update, UPSERT);
    }

    @Override
    public Optional<Erasure> find(String id) {
        return store.call(
                "erasure",
                () -> Optional.ofNullable(erasures().find(eq(ID, id)).first()).map(MongoErasures::erasure));
    }

    @Override
    public List<Erasure> claim(Instant now, Instant until, int limit) {
        return store.call("erasures_due", () -> {
            List<Document> due = erasures()
                    .find(lte(DUE, date(now)))
                    .sort(ascending(DUE))
                    .limit(limit)
                    .into(new ArrayList<>());
            due.removeIf(one -> erasures()
                            .updateOne(and(eq(ID, one.getString(ID)), eq(DUE, one.getDate(DUE))), set(DUE, date(until)))
                            .getMatchedCount()
                    == 0);
            return due.stream().map(MongoErasures::erasure).toList();
        });
    }

    @Override
    public void postpone(String id, Instant due) {
        update("erasure_postpone", and(eq(ID, id), exists(DUE)), set(DUE, date(due)), new UpdateOptions());
    }

    @Override
    public void count(String id, String what, long more) {
        update("erasure_count", eq(ID, id), inc(ERASED + "." + what, more), new UpdateOptions());
    }

    @Override
    public void addFiles(String id, Collection<String> files) {
        update("erasure_files", eq(ID, id), addEachToSet(FILES, List.copyOf(files)), new UpdateOptions());
    }

    @Override
    public void passed(String id, Instant requestedAt, @Nullable Instant due) {
        Bson next = due == null ? combine(unset(DUE), unset(KEYS)) : set(DUE, date(due));
        update(
                "erasure_passed",
                and(eq(ID, id), eq(REQUESTED_AT, date(requestedAt))),
                combine(inc(PASSES, 1), next),
                new UpdateOptions());
    }

    private void update(String operation, Bson which, Bson update, UpdateOptions options) {
        Bson marked = combine(update, set(CHANGED_AT, date(clock.instant())));
        store.call(operation, () -> erasures().updateOne(which, marked, options));
    }

    @Override
    public List<Erasure> changedSince(Instant time, int limit) {
        return store.call(
                "erasures_changed",
                () -> erasures()
                        .find(gte(CHANGED_AT, date(time)))
                        .sort(descending(CHANGED_AT))
                        .limit(limit)
                        .map(MongoErasures::erasure)
                        .into(new ArrayList<>()));
    }

    private static Erasure erasure(Document document) {
        Map<String, Long> erased = new HashMap<>();
        document.get(ERASED, new Document()).forEach((what, count) -> erased.put(what, ((Number) count).longValue()));
        return new Erasure(
                document.getString(ID),
                Set.copyOf(document.getList(DIGESTS, String.class, List.of())),
                document.getString(KEYS),
                instant(document, REQUESTED_AT),
                document.getInteger(PASSES, 0),
                erased,
                document.getList(FILES, String.class, List.of()));
    }
}
