package dev.recado.adapter.mongodb.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.AuthorDocuments;
import dev.recado.domain.people.AuditEntry;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The record of who did what in `audit`, one document an entry.
public final class MongoAuditLog implements AuditLog {
    private static final String ID = "_id";
    private static final String WHO = "who";
    private static final String ACTION = "action";
    private static final String DETAILS = "details";

    private final MongoStore store;

    public MongoAuditLog(MongoStore store) {
        this.store = store;
    }

    private MongoCollection<Document> entries() {
        return store.database().getCollection(Schema.AUDIT);
    }

    @Override
    public void add(AuditEntry entry) {
        Document document = new Document(ID, entry.id())
                .append(Schema.AUDIT_AT, date(entry.at()))
                .append(WHO, AuthorDocuments.write(entry.who()))
                .append(ACTION, entry.action().id())
                .append(Schema.AUDIT_SUBJECT, entry.subject())
                .append(DETAILS, new Document(new HashMap<>(entry.details())));
        store.call("audit", () -> {
            try {
                entries().insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (e.getCode() != Schema.DUPLICATE_KEY) {
                    throw e;
                }
                return false;
            }
        });
    }

    @Override
    public List<AuditEntry> list(Filter filter, int limit, @Nullable Place after) {
        List<Bson> wanted = new ArrayList<>();
        wanted.add(gt(Schema.AUDIT_AT, date(Instant.EPOCH)));
        if (filter.who() != null) {
            wanted.add(eq(Schema.AUDIT_WHO, filter.who()));
        }
        if (filter.action() != null) {
            wanted.add(eq(ACTION, filter.action().id()));
        }
        if (filter.subject() != null) {
            wanted.add(eq(Schema.AUDIT_SUBJECT, filter.subject()));
        }
        if (after != null) {
            wanted.add(lte(Schema.AUDIT_AT, date(after.at())));
            wanted.add(or(lt(Schema.AUDIT_AT, date(after.at())), lt(ID, after.id())));
        }
        return store.call(
                "audit_list",
                () -> entries()
                        .find(and(wanted))
                        .sort(descending(Schema.AUDIT_AT, ID))
                        .limit(limit)
                        .map(MongoAuditLog::entry)
                        .into(new ArrayList<>()));
    }

    private static AuditEntry entry(Document document) {
        Map<String, String> details = new HashMap<>();
        document.get(DETAILS, new Document()).forEach((key, value) -> details.put(key, String.valueOf(value)));
        return new AuditEntry(
                document.getString(ID),
                instant(document, Schema.AUDIT_AT),
                Objects.requireNonNull(AuthorDocuments.read(document.get(WHO, Document.class))),
                Action.ofId(document.getString(ACTION)),
                document.getString(Schema.AUDIT_SUBJECT),
                details);
    }
}
