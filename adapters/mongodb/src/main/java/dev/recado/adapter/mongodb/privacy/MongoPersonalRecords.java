package dev.recado.adapter.mongodb.privacy;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.CONVERSATION_ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ID;

import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.embedded.EmbeddedServer;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Role;
import dev.recado.domain.privacy.PersonalRecords;
import dev.recado.domain.privacy.RecordKind;
import dev.recado.domain.privacy.UserKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Finds, reads and erases the documents of one user, in every collection that may have some.
public final class MongoPersonalRecords implements PersonalRecords {
    private static final int READ_AT_ONCE = 200;
    /// What a claim and the counting of failures leave in a conversation.
    private static final Set<String> INTERNAL = Set.of(
            SessionDocuments.FENCE,
            SessionDocuments.ATTEMPTS,
            SessionDocuments.LEASE,
            SessionDocuments.ANSWERED,
            "ownership_version");

    private final MongoStore store;
    private final DirectoryOfUser directory;
    private final StaffNoticeTraces staffNotices;

    public MongoPersonalRecords(MongoStore store) {
        this.store = store;
        this.directory = new DirectoryOfUser(store);
        this.staffNotices = new StaffNoticeTraces(store);
    }

    private MongoCollection<Document> collection(RecordKind kind) {
        return store.database().getCollection(UserRecords.of(kind).collection());
    }

    @Override
    public Optional<UserKeys> keys(ConversationId id) {
        return store.call("user_keys", () -> {
            Document session = store.sessions().find(eq(ID, id.toString())).first();
            Optional<UserKeys> keys = session == null ? ofMessage(id) : Optional.of(of(SessionDocuments.read(session)));
            return keys.map(known -> known.and(store.contacts()
                    .find(eq(CONVERSATION_ID, id.toString()))
                    .map(contact -> UserAddress.ofWaId(contact.getString(ID)))
                    .into(new ArrayList<>())));
        });
    }

    private static UserKeys of(Conversation conversation) {
        return UserKeys.of(conversation);
    }

    /// Of a conversation that has no document yet, or no more.
    private Optional<UserKeys> ofMessage(ConversationId id) {
        Bson received = new Document(CONVERSATION_ID, id.toString()).append(MessageDocuments.ROLE, Role.USER.id());
        return Optional.ofNullable(store.messages().find(received).first())
                .map(MessageDocuments::inbound)
                .map(message -> UserKeys.of(id, message.addresses()));
    }

    @Override
    public boolean wroteAfter(UserKeys keys, Instant time) {
        return store.call("user_wrote", () -> keys.conversations().stream().anyMatch(id -> wroteAfter(id, time)));
    }

    private boolean wroteAfter(ConversationId id, Instant time) {
        Document later = new Document(CONVERSATION_ID, id.toString())
                .append(MessageDocuments.AT, new Document("$gt", MessageDocuments.date(time)))
                .append(MessageDocuments.ROLE, Role.USER.id());
        return store.messages().find(later).projection(include(ID)).first() != null;
    }

    @Override
    public List<Found> find(RecordKind kind, UserKeys keys, @Nullable Instant until, int limit) {
        return store.call("user_records", () -> {
            if (kind == RecordKind.CONTACTS) {
                return directory.ids(keys).map(id -> new Found(id, false)).toList();
            }
            List<Found> found = new ArrayList<>();
            for (Document filter : filters(kind, keys, until)) {
                if (found.size() < limit) {
                    collection(kind)
                            .find(filter)
                            .projection(include(ID, StoredFields.FILES))
                            .limit(limit - found.size())
                            .map(one -> new Found(one.getString(ID), StoredFields.hasFiles(one)))
                            .into(found);
                }
            }
            return List.copyOf(found);
        });
    }

    private static List<Document> filters(RecordKind kind, UserKeys keys, @Nullable Instant until) {
        return UserRecords.filters(kind, keys, until).toList();
    }

    @Override
    public int erase(RecordKind kind, List<String> ids) {
        return store.call("user_erase", () -> switch (kind) {
            case CONTACTS -> directory.erase(ids);
            case STAFF_NOTICES -> {
                staffNotices.erase(ids);
                yield delete(kind, ids);
            }
            case RECEIVED, SAID, EVENTS, LEADS, HANDOFFS, NOTIFICATIONS, ADDRESSES -> delete(kind, ids);
        });
    }

    private int delete(RecordKind kind, List<String> ids) {
        return Math.toIntExact(collection(kind).deleteMany(in(ID, ids)).getDeletedCount());
    }

    @Override
    public void read(RecordKind kind, UserKeys keys, Consumer<StoredRecord> each) {
        store.call("user_read", () -> {
            documents(kind, keys).forEach(document -> each.accept(StoredFields.record(document)));
            return true;
        });
    }

    private Stream<Document> documents(RecordKind kind, UserKeys keys) {
        String time = UserRecords.of(kind).time();
        return kind == RecordKind.CONTACTS
                ? directory.contacts(keys).stream()
                : filters(kind, keys, null).stream().flatMap(filter -> {
                    List<Document> found = new ArrayList<>();
                    collection(kind)
                            .find(filter)
                            .sort(time == null ? new Document(ID, 1) : new Document(time, 1))
                            .batchSize(READ_AT_ONCE)
                            .into(found);
                    return found.stream();
                });
    }

    @Override
    public List<StoredRecord> conversations(UserKeys keys) {
        List<String> ids = keys.conversations().stream()
                .map(ConversationId::toString)
                .sorted()
                .toList();
        return store.call(
                "user_conversations",
                () -> store.sessions().find(in(ID, ids)).into(new ArrayList<>()).stream()
                        .map(session -> {
                            session.keySet().removeAll(INTERNAL);
                            return StoredFields.record(session);
                        })
                        .toList());
    }

    @Override
    public void scrub() {
        EmbeddedServer embedded = store.embedded();
        if (embedded != null) {
            embedded.scrub();
        }
    }
}
