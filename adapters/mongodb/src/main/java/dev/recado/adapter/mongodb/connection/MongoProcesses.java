package dev.recado.adapter.mongodb.connection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.intake.Processes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;

/// The processes that use the store, in `processes`: one small document each.
public final class MongoProcesses implements Processes {
    private static final String COLLECTION = "processes";
    private static final String ID = "_id";
    private static final String AT = "at";
    private static final String SPOOLING = "spooling";
    private static final Duration KEPT_FOR = Duration.ofDays(1);

    private final MongoStore store;
    private final String owner;
    private final AtomicBoolean cleaned = new AtomicBoolean();

    /// @param owner this process, as in [MongoSessionStore]
    public MongoProcesses(MongoStore store, String owner) {
        this.store = store;
        this.owner = owner;
    }

    @Override
    public void watch(Watch watch) {
        store.availability().watch(watch);
    }

    @Override
    public void report(boolean spooling, Instant now) {
        store.call("report", () -> {
            if (!cleaned.getAndSet(true)) {
                processes().deleteMany(lt(AT, date(now.minus(KEPT_FOR))));
            }
            return processes()
                    .updateOne(
                            eq(ID, owner),
                            combine(set(SPOOLING, spooling), set(AT, date(now))),
                            new UpdateOptions().upsert(true));
        });
    }

    @Override
    public List<Other> others(Instant since) {
        return store.call(
                "others",
                () -> processes()
                        .find(and(ne(ID, owner), gte(AT, date(since))))
                        .map(other -> new Other(
                                other.getString(ID),
                                other.getBoolean(SPOOLING, false),
                                MessageDocuments.instant(other, AT)))
                        .into(new ArrayList<>()));
    }

    private MongoCollection<Document> processes() {
        return store.database().getCollection(COLLECTION);
    }
}
