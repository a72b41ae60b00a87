package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.handoff.StaffNotice.Kind;
import dev.recado.domain.handoff.StaffNotices;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.IdGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Notices to people of the business in `staff_notices`, one document each. Only those that wait have `due`.
public final class MongoStaffNotices implements StaffNotices {
    private static final String ID = "_id";
    private static final String KIND = "kind";
    private static final String CONVERSATION = "conversation_id";
    private static final String WAY = "way";
    private static final String RECIPIENT = "recipient";
    private static final String AT = Schema.STAFF_NOTICE_AT;
    private static final String DUE = Schema.STAFF_NOTICE_DUE;
    private static final String ATTEMPTS = "attempts";
    private static final String CLAIM_ID = "claimed_as";
    private static final String STATUS = "status";
    private static final String WAITING = "waiting";
    private static final String REASON = "reason";
    private static final String CLOSED_AT = "closed_at";

    private final MongoStore store;
    private final IdGenerator ids;

    public MongoStaffNotices(MongoStore store, IdGenerator ids) {
        this.store = store;
        this.ids = ids;
    }

    private MongoCollection<Document> notices() {
        return store.database().getCollection(Schema.STAFF_NOTICES);
    }

    @Override
    public void put(List<Pending> notices) {
        List<UpdateOneModel<Document>> writes = notices.stream()
                .map(notice -> new UpdateOneModel<Document>(
                        eq(ID, notice.id()), inserted(notice), new UpdateOptions().upsert(true)))
                .toList();
        store.call("staff_notices_put", () -> notices().bulkWrite(writes, new BulkWriteOptions().ordered(false)));
    }

    private static Bson inserted(Pending notice) {
        return combine(
                setOnInsert(KIND, notice.kind().id()),
                setOnInsert(CONVERSATION, notice.conversationId().toString()),
                setOnInsert(WAY, notice.way()),
                setOnInsert(RECIPIENT, notice.recipient()),
                setOnInsert(AT, date(notice.at())),
                setOnInsert(STATUS, WAITING),
                setOnInsert(ATTEMPTS, 0),
                setOnInsert(DUE, date(notice.at())));
    }

    @Override
    public List<Due> claim(String way, Instant now, Instant until, int limit) {
        return store.call("staff_notices_due", () -> {
            List<String> found = notices()
                    .find(and(lte(DUE, date(now)), eq(WAY, way)))
                    .sort(Sorts.ascending(DUE))
                    .projection(Projections.include(ID))
                    .limit(limit)
                    .map(notice -> notice.getString(ID))
                    .into(new ArrayList<>());
            return found.isEmpty() ? List.of() : take(found, now, until);
        });
    }

    /// Another process may have found the same notices, so each claim has its own id.
    private List<Due> take(List<String> found, Instant now, Instant until) {
        String claimId = ids.next();
        notices()
                .updateMany(
                        and(in(ID, found), lte(DUE, date(now))),
                        combine(set(DUE, date(until)), set(CLAIM_ID, claimId), inc(ATTEMPTS, 1)));
        return notices().find(and(in(ID, found), eq(CLAIM_ID, claimId))).into(new ArrayList<>()).stream()
                .map(document -> new Due(notice(document), document.getInteger(ATTEMPTS, 1)))
                .sorted(Comparator.comparingInt(
                        due -> found.indexOf(due.notice().id())))
                .toList();
    }

    private static Pending notice(Document document) {
        return new Pending(
                document.getString(ID),
                Kind.ofId(document.getString(KIND)),
                ConversationId.parse(document.getString(CONVERSATION)),
                document.getString(WAY),
                document.getString(RECIPIENT),
                instant(document, AT));
    }

    @Override
    public void postpone(String id, Instant due, @Nullable String reason) {
        store.call(
                "staff_notice_postpone",
                () -> notices()
                        .updateOne(
                                and(eq(ID, id), waiting()),
                                combine(set(DUE, date(due)), unset(CLAIM_ID), set(REASON, reason))));
    }

    @Override
    public void close(String id, End end, @Nullable String reason, Instant at) {
        store.call(
                "staff_notice_close",
                () -> notices()
                        .updateOne(
                                and(eq(ID, id), ne(STATUS, status(End.TOLD))),
                                combine(
                                        unset(DUE),
                                        unset(CLAIM_ID),
                                        set(STATUS, status(end)),
                                        set(REASON, reason),
                                        set(CLOSED_AT, date(at)))));
    }

    private static String status(End end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    private static Bson waiting() {
        return gt(DUE, date(Instant.EPOCH));
    }

    @Override
    public Count count(String way) {
        return store.call("staff_notices_waiting", () -> {
            List<Instant> found = notices()
                    .find(and(waiting(), eq(WAY, way)))
                    .projection(Projections.include(AT))
                    .limit(Count.LIMIT)
                    .map(notice -> instant(notice, AT))
                    .into(new ArrayList<>());
            return new Count(found.size(), found.stream().min(Comparator.naturalOrder()));
        });
    }
}
