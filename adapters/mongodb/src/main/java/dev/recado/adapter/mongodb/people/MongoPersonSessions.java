package dev.recado.adapter.mongodb.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.people.PersonSession;
import dev.recado.domain.people.PersonSessions;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;

/// Sessions in `person_sessions`, one document each with the digest of its secret as `_id`. Expired ones are
/// deleted whenever one is opened, which is seldom.
public final class MongoPersonSessions implements PersonSessions {
    private static final String ID = "_id";
    private static final String PASSWORD_STAMP = "password_stamp";
    private static final String CREATED_AT = "created_at";
    private static final String SEEN_AT = "seen_at";

    private final MongoStore store;

    public MongoPersonSessions(MongoStore store) {
        this.store = store;
    }

    private MongoCollection<Document> sessions() {
        return store.database().getCollection(Schema.PERSON_SESSIONS);
    }

    @Override
    public void add(PersonSession session) {
        Document document = new Document(ID, session.digest())
                .append(Schema.PERSON_ID, session.personId())
                .append(PASSWORD_STAMP, session.passwordStamp())
                .append(CREATED_AT, date(session.createdAt()))
                .append(SEEN_AT, date(session.seenAt()))
                .append(Schema.EXPIRES_AT, date(session.expiresAt()));
        store.call("session_open", () -> sessions().insertOne(document));
        store.call("session_sweep", () -> sessions().deleteMany(lte(Schema.EXPIRES_AT, date(session.createdAt()))));
    }

    @Override
    public Optional<PersonSession> find(String digest, Instant now) {
        return store.call(
                "session_of",
                () -> Optional.ofNullable(sessions()
                                .find(and(eq(ID, digest), gt(Schema.EXPIRES_AT, date(now))))
                                .first())
                        .map(MongoPersonSessions::session));
    }

    @Override
    public void touch(PersonSession session) {
        store.call(
                "session_seen",
                () -> sessions()
                        .updateOne(
                                eq(ID, session.digest()),
                                combine(
                                        set(SEEN_AT, date(session.seenAt())),
                                        set(Schema.EXPIRES_AT, date(session.expiresAt())))));
    }

    @Override
    public void end(String digest) {
        store.call("session_end", () -> sessions().deleteOne(eq(ID, digest)));
    }

    @Override
    public void endAll(String personId) {
        store.call("sessions_end", () -> sessions().deleteMany(eq(Schema.PERSON_ID, personId)));
    }

    private static PersonSession session(Document document) {
        return new PersonSession(
                document.getString(ID),
                document.getString(Schema.PERSON_ID),
                document.getString(PASSWORD_STAMP),
                instant(document, CREATED_AT),
                instant(document, SEEN_AT));
    }
}
