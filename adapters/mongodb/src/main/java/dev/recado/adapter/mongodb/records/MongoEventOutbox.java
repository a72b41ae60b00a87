package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.EventDocuments;
import dev.recado.adapter.mongodb.documents.UserStateDocuments;
import dev.recado.domain.event.EventOutbox;
import dev.recado.domain.identity.IdGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Events still to be published: the documents of `events` that have a due time.
public final class MongoEventOutbox implements EventOutbox {
    static final String DUE = Schema.EVENT_DUE;
    static final String SET_ASIDE_AT = Schema.EVENT_SET_ASIDE_AT;
    private static final String ID = EventDocuments.ID;
    private static final String ATTEMPTS = "push_attempts";
    private static final String CLAIM_ID = "push_taken_as";
    private static final String ERROR = "push_error";
    private static final String PUSHED_AT = "pushed_at";

    private final MongoStore store;
    private final IdGenerator ids;

    public MongoEventOutbox(MongoStore store, IdGenerator ids) {
        this.store = store;
        this.ids = ids;
    }

    /// The event's document with a due time.
    static Document due(Document event, Instant at) {
        return event.append(DUE, date(at)).append(ATTEMPTS, 0);
    }

    private MongoCollection<Document> events() {
        return store.database().getCollection(EventDocuments.EVENTS);
    }

    @Override
    public List<Due> claim(Instant now, Instant until, int limit) {
        return store.call("events_due", () -> {
            List<String> found = events().find(lte(DUE, date(now)))
                    .sort(Sorts.ascending(DUE))
                    .projection(Projections.include(ID))
                    .limit(limit)
                    .map(event -> event.getString(ID))
                    .into(new ArrayList<>());
            return found.isEmpty() ? List.of() : take(found, now, until);
        });
    }

    /// Another process may have found the same events, so each claim has its own id.
    private List<Due> take(List<String> found, Instant now, Instant until) {
        String claimId = ids.next();
        events().updateMany(
                        and(in(ID, found), lte(DUE, date(now))),
                        combine(set(DUE, date(until)), set(CLAIM_ID, claimId), inc(ATTEMPTS, 1)));
        return events().find(and(in(ID, found), eq(CLAIM_ID, claimId))).into(new ArrayList<>()).stream()
                .map(event -> new Due(UserStateDocuments.event(event), event.getInteger(ATTEMPTS, 1)))
                .sorted((a, b) -> Integer.compare(
                        found.indexOf(a.event().id()), found.indexOf(b.event().id())))
                .toList();
    }

    @Override
    public void delivered(String id, Instant at) {
        store.call(
                "event_delivered",
                () -> events().updateOne(
                                eq(ID, id),
                                combine(
                                        unset(DUE),
                                        unset(CLAIM_ID),
                                        unset(ERROR),
                                        unset(SET_ASIDE_AT),
                                        set(PUSHED_AT, date(at)))));
    }

    @Override
    public void postpone(String id, Instant due, String reason) {
        updatePending("event_postpone", id, combine(set(DUE, date(due)), unset(CLAIM_ID), set(ERROR, reason)));
    }

    @Override
    public void setAside(String id, String reason, Instant at) {
        updatePending(
                "event_set_aside",
                id,
                combine(unset(DUE), unset(CLAIM_ID), set(ERROR, reason), set(SET_ASIDE_AT, date(at))));
    }

    @Override
    public int requeue(Instant due) {
        Bson again = combine(set(DUE, date(due)), set(ATTEMPTS, 0), unset(SET_ASIDE_AT), unset(ERROR));
        return store.call(
                "events_take_up_again",
                () -> Math.toIntExact(events().updateMany(isSetAside(), again).getModifiedCount()));
    }

    private static Bson isSetAside() {
        return gt(SET_ASIDE_AT, date(Instant.EPOCH));
    }

    private void updatePending(String operation, String id, Bson update) {
        store.call(operation, () -> events().updateOne(and(eq(ID, id), gt(DUE, date(Instant.EPOCH))), update));
    }

    @Override
    public Count count() {
        return store.call("events_waiting", () -> {
            Bson waiting = gt(DUE, date(Instant.EPOCH));
            Document oldest =
                    events().find(waiting).sort(Sorts.ascending(DUE)).limit(1).first();
            return new Count(
                    oldest == null ? 0 : count(waiting),
                    Optional.ofNullable(oldest).map(event -> instant(event, DUE)),
                    count(isSetAside()));
        });
    }

    private int count(Bson filter) {
        Document counted = store.database()
                .runCommand(new Document("count", EventDocuments.EVENTS)
                        .append("query", filter)
                        .append("limit", Count.COUNT_LIMIT));
        return counted.get("n", (Number) 0).intValue();
    }
}
