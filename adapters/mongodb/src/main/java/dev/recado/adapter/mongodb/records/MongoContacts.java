package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ReadPreference;
import com.mongodb.client.model.UpdateOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// Business-scoped ids in `contacts`: one document each, with the id as `_id`.
public final class MongoContacts implements AddressDirectory {
    static final String COLLECTION = Schema.CONTACTS;
    private static final String ID = "_id";
    private static final String CONVERSATION_ID = "conversation_id";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    /// Short, since a webhook waits.
    private static final long READ_MILLIS = 1_000;

    private final MongoStore store;

    public MongoContacts(MongoStore store) {
        this.store = store;
    }

    @Override
    public Map<BusinessScoped, ConversationId> conversations(Collection<BusinessScoped> ids) {
        List<String> wanted = ids.stream().map(BusinessScoped::id).distinct().toList();
        return store.first("contacts", () -> {
            Map<BusinessScoped, ConversationId> known = new HashMap<>();
            // Always from the primary: the result decides which conversation a message goes to.
            for (Document contact : store.contacts()
                    .withReadPreference(ReadPreference.primary())
                    .withTimeout(READ_MILLIS, TimeUnit.MILLISECONDS)
                    .find(in(ID, wanted))) {
                known.put(
                        new BusinessScoped(contact.getString(ID)),
                        ConversationId.parse(contact.getString(CONVERSATION_ID)));
            }
            return known;
        });
    }

    @Override
    public void assign(BusinessScoped id, ConversationId conversation) {
        store.call(
                "assign",
                () -> store.contacts()
                        .updateOne(eq(ID, id.id()), set(CONVERSATION_ID, conversation.toString()), UPSERT));
    }
}
