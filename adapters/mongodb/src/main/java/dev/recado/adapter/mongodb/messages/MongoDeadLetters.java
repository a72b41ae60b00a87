package dev.recado.adapter.mongodb.messages;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.DEAD;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.DEAD_AT;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.REPLAYED;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.REPLAYED_AS;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.STATUS;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.client.model.Updates;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.operation.DeadLetters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The dead letters in `messages`: the message's own document in another status. The index on the time holds only
/// these.
public final class MongoDeadLetters implements DeadLetters {
    private static final Bson ALL = and(gt(DEAD_AT, date(Instant.EPOCH)), eq(STATUS, DEAD));

    private final MongoStore store;

    public MongoDeadLetters(MongoStore store) {
        this.store = store;
    }

    @Override
    public List<DeadLetter> list(int limit, @Nullable Place before) {
        Bson wanted = before == null ? ALL : and(ALL, after(before));
        return store.call(
                "dead_letters",
                () -> store.messages()
                        .find(wanted)
                        .sort(descending(DEAD_AT, ID))
                        .limit(limit)
                        .map(MessageDocuments::letter)
                        .into(new ArrayList<>()));
    }

    private static Bson after(Place place) {
        return and(
                lte(DEAD_AT, date(place.at())),
                or(lt(DEAD_AT, date(place.at())), lt(ID, place.id().value())));
    }

    @Override
    public Count count() {
        return store.call("dead_letters", () -> {
            Document counted = store.database()
                    .runCommand(new Document("count", MessageDocuments.COLLECTION).append("query", ALL));
            long count = counted.get("n", (Number) 0).longValue();
            Document oldest = count == 0
                    ? null
                    : store.messages().find(ALL).sort(ascending(DEAD_AT)).first();
            return new Count(
                    count,
                    Optional.ofNullable(oldest == null ? null : MessageDocuments.instantOrNull(oldest, DEAD_AT)));
        });
    }

    @Override
    public Optional<DeadLetter> find(MessageId id) {
        return store.call(
                "dead_letters",
                () -> Optional.ofNullable(store.messages()
                                .find(and(eq(ID, id.value()), in(STATUS, DEAD, REPLAYED)))
                                .first())
                        .map(MessageDocuments::letter));
    }

    @Override
    public void replayed(MessageId id, MessageId copy) {
        Bson update = Updates.combine(Updates.set(STATUS, REPLAYED), Updates.set(REPLAYED_AS, copy.value()));
        store.call("dead_letters", () -> store.messages().updateOne(and(eq(ID, id.value()), eq(STATUS, DEAD)), update));
    }
}
