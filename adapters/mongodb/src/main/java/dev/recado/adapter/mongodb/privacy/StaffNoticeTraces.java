package dev.recado.adapter.mongodb.privacy;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pullByFilter;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.domain.handoff.WhatsAppStaffNotifier;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Notification;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// What notices said about a user to people of the business by WhatsApp: it stands in those people's own
/// conversations.
record StaffNoticeTraces(MongoStore store) {
    private static final String ID = "_id";

    /// Erases what these notices said. A repeat is harmless.
    void erase(List<String> notices) {
        List<String> notifications =
                notices.stream().map(WhatsAppStaffNotifier::notificationId).toList();
        List<String> parts = notifications.stream()
                .flatMap(id -> Notification.partsOf(id).stream())
                .map(PartId::value)
                .toList();
        for (Document part : store.messages().find(in(ID, parts)).into(new ArrayList<>())) {
            forget(part);
        }
        store.messages().deleteMany(in(ID, parts));
        store.database().getCollection(Schema.NOTIFICATIONS).deleteMany(in(ID, notifications));
    }

    private void forget(Document part) {
        String conversation = part.getString(MessageDocuments.CONVERSATION_ID);
        if (conversation != null) {
            Document said = new Document(SessionDocuments.TEXT, part.getString(MessageDocuments.CONTENT));
            Document same = new Document(ID, part.getString(ID));
            store.sessions()
                    .updateOne(
                            eq(ID, conversation),
                            combine(
                                    pullByFilter(new Document(SessionDocuments.TURNS, said)),
                                    pullByFilter(new Document(SessionDocuments.HELD, same))));
        }
    }
}
