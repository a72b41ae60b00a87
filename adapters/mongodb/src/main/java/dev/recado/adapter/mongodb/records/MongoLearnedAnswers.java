package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.LearnedAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;

/// Learned answers in `learned_answers`, one document each with its key as `_id`. Expired ones are deleted once
/// an hour after a write, and not by a TTL index, which the embedded store does not have.
public final class MongoLearnedAnswers implements LearnedAnswers {
    static final String COLLECTION = Schema.LEARNED_ANSWERS;
    private static final String ID = "_id";
    private static final String TEXT = "text";
    private static final String SOURCES = "sources";
    private static final String EXPIRES_AT = "expires_at";
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoStore store;
    private final InstantSource clock;
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

    public MongoLearnedAnswers(MongoStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<Learned> find(String key, Instant now) {
        try {
            return store.call(
                    "learned",
                    () -> Optional.ofNullable(answers()
                                    .find(and(eq(ID, key), gt(EXPIRES_AT, MessageDocuments.date(now))))
                                    .first())
                            .map(found -> new Learned(
                                    found.getString(TEXT), found.getList(SOURCES, String.class, List.of()))));
        } catch (PortUnavailableException _) {
            return Optional.empty();
        }
    }

    @Override
    public void learn(String key, Learned answer, Instant expires) {
        Document document = new Document(ID, key)
                .append(TEXT, answer.text())
                .append(SOURCES, answer.sources())
                .append(EXPIRES_AT, MessageDocuments.date(expires));
        try {
            store.call("learn", () -> answers().replaceOne(eq(ID, key), document, UPSERT));
            sweep();
        } catch (PortUnavailableException _) {
            // The model is asked again.
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        Instant due = nextSweep.get();
        if (!now.isBefore(due) && nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
            store.call("sweep", () -> answers().deleteMany(lte(EXPIRES_AT, MessageDocuments.date(now))));
        }
    }

    private MongoCollection<Document> answers() {
        return store.database().getCollection(COLLECTION);
    }
}
