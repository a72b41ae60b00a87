package dev.recado.adapter.mongodb.privacy;

import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.EventDocuments;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Role;
import dev.recado.domain.privacy.RecordKind;
import dev.recado.domain.privacy.UserKeys;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Where the documents of a kind are, and how those of one user are found by an index.
///
/// @param time the field that says when a document was made; null where none does
record UserRecords(String collection, @Nullable String time) {
    static UserRecords of(RecordKind kind) {
        return switch (kind) {
            case RECEIVED, SAID -> new UserRecords(MessageDocuments.COLLECTION, MessageDocuments.AT);
            case EVENTS -> new UserRecords(EventDocuments.EVENTS, EventDocuments.AT);
            case LEADS -> new UserRecords(EventDocuments.LEADS, EventDocuments.CREATED_AT);
            case HANDOFFS -> new UserRecords(EventDocuments.HANDOFFS, EventDocuments.REQUESTED_AT);
            case NOTIFICATIONS -> new UserRecords(Schema.NOTIFICATIONS, Schema.NOTIFICATION_CREATED_AT);
            case STAFF_NOTICES -> new UserRecords(Schema.STAFF_NOTICES, Schema.STAFF_NOTICE_AT);
            case ADDRESSES -> new UserRecords(Schema.CONTACTS, null);
            case CONTACTS -> new UserRecords(Schema.DIRECTORY, null);
        };
    }

    /// Filters that find a user's documents together, one for each value of an index's first field: the embedded
    /// store uses an index for one value only.
    ///
    /// @param until made at this time or before; null for all
    static Stream<Document> filters(RecordKind kind, UserKeys keys, @Nullable Instant until) {
        return switch (kind) {
            case RECEIVED -> byConversation(kind, keys, until).map(UserRecords::ofUser);
            case SAID -> byConversation(kind, keys, until).map(UserRecords::notOfUser);
            case EVENTS, LEADS, HANDOFFS, STAFF_NOTICES -> byConversation(kind, keys, until);
            case NOTIFICATIONS ->
                keys.addresses().stream()
                        .map(address -> dated(kind, new Document(Schema.NOTIFICATION_TO, address.waId()), until));
            case ADDRESSES ->
                Stream.concat(
                        byConversation(kind, keys, null),
                        keys.addresses().stream().map(address -> new Document("_id", address.waId())));
            case CONTACTS -> throw new IllegalArgumentException("contacts are found by their pointers");
        };
    }

    private static Document ofUser(Document filter) {
        return filter.append(MessageDocuments.ROLE, Role.USER.id());
    }

    private static Document notOfUser(Document filter) {
        return filter.append(MessageDocuments.ROLE, new Document("$ne", Role.USER.id()));
    }

    private static Stream<Document> byConversation(RecordKind kind, UserKeys keys, @Nullable Instant until) {
        return keys.conversations().stream()
                .map(id -> dated(kind, new Document(MessageDocuments.CONVERSATION_ID, id.toString()), until));
    }

    private static Document dated(RecordKind kind, Document filter, @Nullable Instant until) {
        String time = of(kind).time();
        return until == null || time == null ? filter : filter.append(time, new Document("$lte", Date.from(until)));
    }

    /// The ids under which a user's addresses may be spelt in a document.
    static List<String> waIds(UserKeys keys) {
        return keys.addresses().stream().map(UserAddress::waId).sorted().toList();
    }
}
