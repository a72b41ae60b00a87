package dev.recado.adapter.mongodb.connection;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.recado.adapter.mongodb.documents.EventDocuments;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.OwnershipDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The collections and indexes of the store.
public final class Schema {
    public static final int DUPLICATE_KEY = 11_000;
    public static final String CONTACTS = "contacts";
    public static final String DIRECTORY = "directory";
    public static final String EVENT_DUE = "push_due";
    public static final String EVENT_SET_ASIDE_AT = "set_aside_at";
    /// Only on events of questions that nobody has dealt with.
    public static final String QUESTION_OPEN_AT = "question_open_at";
    public static final String NOTIFICATIONS = "notifications";
    public static final String NOTIFICATION_DUE = "due";
    public static final String NOTIFICATION_ANSWER = "answer";
    public static final String NOTIFICATION_TO = "to";
    public static final String NOTIFICATION_CREATED_AT = "created_at";
    public static final String STAFF_NOTICES = "staff_notices";
    public static final String STAFF_NOTICE_DUE = "due";
    public static final String STAFF_NOTICE_AT = "at";
    public static final String LEARNED_ANSWERS = "learned_answers";
    public static final String USAGE = "usage";
    public static final String KEYS = "keys";
    public static final String KEPT_LISTS = "kept_lists";
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    public static final String PEOPLE = "people";
    public static final String PERSON_ID = "person_id";
    public static final String INVITATION_DIGEST = "invitation.digest";
    public static final String PERSON_SESSIONS = "person_sessions";
    public static final String EXPIRES_AT = "expires_at";
    public static final String TOKENS = "tokens";
    public static final String AUDIT = "audit";
    public static final String AUDIT_AT = "at";
    public static final String AUDIT_WHO = "who.id";
    public static final String AUDIT_SUBJECT = "subject";
    public static final String ERASURES = "erasures";
    public static final String ERASURE_DUE = "due";
    public static final String ERASURE_CHANGED_AT = "changed_at";
    public static final String OPT_OUTS = "opt_outs";
    private static final int NAMESPACE_EXISTS = 48;
    /// Of earlier versions: others took their place.
    private static final Map<String, List<String>> REPLACED =
            Map.of(SessionDocuments.COLLECTION, List.of("status_1_updated_at_1"));

    private static final Map<String, List<IndexModel>> COLLECTIONS = collections();

    private Schema() {}

    private static Map<String, List<IndexModel>> collections() {
        Map<String, List<IndexModel>> collections = new LinkedHashMap<>();
        collections.put(
                SessionDocuments.COLLECTION,
                List.of(
                        index(Indexes.ascending(SessionDocuments.WA_ID), new IndexOptions().unique(true)),
                        index(Indexes.descending(SessionDocuments.UPDATED_AT), new IndexOptions()),
                        // For the list and for idle conversations: by status, then by activity.
                        index(
                                Indexes.ascending(
                                        SessionDocuments.STATUS, SessionDocuments.UPDATED_AT, SessionDocuments.ID),
                                new IndexOptions().sparse(true)),
                        index(Indexes.ascending(SessionDocuments.HAPPENED_FIRST), new IndexOptions().sparse(true)),
                        // For requests that wait, and for people who owe an answer or write from the phone app: all
                        // few.
                        index(Indexes.ascending(OwnershipDocuments.HANDOFF_SINCE), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(OwnershipDocuments.UNANSWERED_SINCE), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(OwnershipDocuments.HUMAN_UNTIL), new IndexOptions().sparse(true)),
                        // For the list: who waits the longest, who has it, and labels.
                        partial(
                                OwnershipDocuments.HANDOFF_SINCE,
                                OwnershipDocuments.STATUS,
                                OwnershipDocuments.HANDOFF_SINCE),
                        partial(
                                OwnershipDocuments.ASSIGNEE_ID,
                                OwnershipDocuments.ASSIGNEE_ID,
                                SessionDocuments.UPDATED_AT),
                        partial(SessionDocuments.LABELS, SessionDocuments.LABELS, SessionDocuments.UPDATED_AT)));
        collections.put(
                MessageDocuments.COLLECTION,
                List.of(
                        index(
                                Indexes.ascending(MessageDocuments.EXTERNAL_MESSAGE_ID),
                                new IndexOptions().unique(true).sparse(true)),
                        // Both hold only the few messages that wait, not the many that are answered; the
                        // narrower index first.
                        index(
                                Indexes.ascending(
                                        MessageDocuments.CONVERSATION_ID,
                                        MessageDocuments.WAITING_SINCE,
                                        MessageDocuments.RECEIVED_NANOS,
                                        MessageDocuments.ID),
                                new IndexOptions()
                                        .partialFilterExpression(Filters.exists(MessageDocuments.WAITING_SINCE))),
                        index(Indexes.ascending(MessageDocuments.WAITING_SINCE), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(MessageDocuments.DEAD_AT), new IndexOptions().sparse(true)),
                        // By age, for the retention; sparse, because the embedded store has ranges of such indexes
                        // alone; also below for what has no index on its time yet.
                        index(Indexes.ascending(MessageDocuments.AT), new IndexOptions().sparse(true)),
                        index(
                                Indexes.compoundIndex(
                                        Indexes.ascending(MessageDocuments.CONVERSATION_ID),
                                        Indexes.descending(MessageDocuments.AT)),
                                new IndexOptions())));
        // Indexes on the conversation, or the address, are for the export and the erasure of a user's data.
        collections.put(
                CONTACTS, List.of(index(Indexes.ascending(MessageDocuments.CONVERSATION_ID), new IndexOptions())));
        collections.put(DIRECTORY, List.of());
        collections.put(
                EventDocuments.LEADS,
                List.of(
                        index(Indexes.ascending(EventDocuments.CONVERSATION_ID), new IndexOptions()),
                        index(Indexes.ascending(EventDocuments.CREATED_AT), new IndexOptions())));
        collections.put(
                EventDocuments.EVENTS,
                List.of(
                        index(Indexes.ascending(EventDocuments.TYPE, EventDocuments.AT), new IndexOptions()),
                        index(Indexes.ascending(EventDocuments.CONVERSATION_ID, EventDocuments.AT), new IndexOptions()),
                        index(Indexes.ascending(EventDocuments.AT), new IndexOptions()),
                        index(Indexes.ascending(EVENT_DUE), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(QUESTION_OPEN_AT), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(EVENT_SET_ASIDE_AT), new IndexOptions().sparse(true))));
        collections.put(
                NOTIFICATIONS,
                List.of(
                        index(Indexes.ascending(NOTIFICATION_DUE), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(NOTIFICATION_ANSWER), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(NOTIFICATION_CREATED_AT), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(NOTIFICATION_TO, NOTIFICATION_CREATED_AT), new IndexOptions())));
        collections.put(
                EventDocuments.HANDOFFS,
                List.of(
                        index(Indexes.ascending(EventDocuments.REQUESTED_AT), new IndexOptions()),
                        index(
                                Indexes.ascending(EventDocuments.CONVERSATION_ID, EventDocuments.REQUESTED_AT),
                                new IndexOptions())));
        collections.put(
                STAFF_NOTICES,
                List.of(
                        index(Indexes.ascending(STAFF_NOTICE_DUE), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(STAFF_NOTICE_AT), new IndexOptions().sparse(true)),
                        index(
                                Indexes.ascending(MessageDocuments.CONVERSATION_ID, STAFF_NOTICE_AT),
                                new IndexOptions())));
        collections.put(LEARNED_ANSWERS, List.of());
        collections.put(USAGE, List.of());
        collections.put(KEYS, List.of());
        collections.put(KEPT_LISTS, List.of());
        putPeople(collections);
        collections.put(OPT_OUTS, List.of());
        collections.put(
                ERASURES,
                List.of(
                        index(Indexes.ascending(ERASURE_DUE), new IndexOptions().sparse(true)),
                        index(Indexes.ascending(ERASURE_CHANGED_AT), new IndexOptions().sparse(true))));
        return collections;
    }

    /// Of the documents that have the first field, by two fields and by `_id`.
    private static IndexModel partial(String having, String first, String second) {
        return index(
                Indexes.ascending(first, second, SessionDocuments.ID),
                new IndexOptions().partialFilterExpression(Filters.exists(having)));
    }

    private static void putPeople(Map<String, List<IndexModel>> collections) {
        collections.put(
                PEOPLE,
                List.of(
                        index(Indexes.ascending(PERSON_ID), new IndexOptions()),
                        index(Indexes.ascending(INVITATION_DIGEST), new IndexOptions().sparse(true))));
        collections.put(
                PERSON_SESSIONS,
                List.of(
                        index(Indexes.ascending(PERSON_ID), new IndexOptions()),
                        index(Indexes.ascending(EXPIRES_AT), new IndexOptions())));
        collections.put(TOKENS, List.of());
        collections.put(
                AUDIT,
                List.of(
                        index(Indexes.ascending(AUDIT_AT, "_id"), new IndexOptions()),
                        index(Indexes.ascending(AUDIT_WHO, AUDIT_AT, "_id"), new IndexOptions()),
                        index(Indexes.ascending(AUDIT_SUBJECT, AUDIT_AT, "_id"), new IndexOptions())));
    }

    private static IndexModel index(Bson keys, IndexOptions options) {
        return new IndexModel(keys, options);
    }

    /// Creates what is missing. A repeat changes nothing.
    ///
    /// @return the indexes that the server refused, with its reason: a sharded collection allows no unique
    ///     index
    /// except on its key, and an operator may have created a different one
    public static List<String> create(MongoDatabase database) {
        Set<String> present = database.listCollectionNames().into(new HashSet<>());
        List<String> refused = new ArrayList<>();
        COLLECTIONS.forEach((name, indexes) -> {
            if (!present.contains(name)) {
                createCollection(database, name);
            }
            if (!indexes.isEmpty() && !createIndexes(database, name, indexes)) {
                indexes.forEach(index -> create(database, name, index).ifPresent(refused::add));
            }
        });
        REPLACED.forEach((name, indexes) -> indexes.forEach(index -> drop(database, name, index)));
        return refused;
    }

    /// One that is not there, or that may not be dropped, only costs.
    private static void drop(MongoDatabase database, String name, String index) {
        try {
            database.getCollection(name).dropIndex(index);
        } catch (MongoCommandException e) {
            LOG.debug("{}: the index {} is not dropped: {}", name, index, e.getErrorCodeName());
        }
    }

    /// All at once, so that the start does not wait for each.
    private static boolean createIndexes(MongoDatabase database, String name, List<IndexModel> indexes) {
        try {
            database.getCollection(name).createIndexes(indexes);
            return true;
        } catch (MongoCommandException _) {
            return false;
        }
    }

    /// @return why the index was refused; empty when it was created
    private static Optional<String> create(MongoDatabase database, String name, IndexModel index) {
        try {
            database.getCollection(name).createIndexes(List.of(index));
            return Optional.empty();
        } catch (MongoCommandException e) {
            return Optional.of(name + " " + index.getKeys().toBsonDocument().toJson() + ": " + e.getErrorCodeName());
        }
    }

    private static void createCollection(MongoDatabase database, String name) {
        try {
            database.createCollection(name);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != NAMESPACE_EXISTS) {
                throw e;
            }
        }
    }
}
