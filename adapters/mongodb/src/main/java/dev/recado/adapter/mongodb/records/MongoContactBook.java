package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Contacts in `directory`: one document per contact, and one per address that points to it. A pointer is valid
/// as long as the contact has the address, so no two documents must be written together.
public final class MongoContactBook implements ContactBook {
    static final String COLLECTION = Schema.DIRECTORY;
    private static final String ID = "_id";
    /// The prefix of a contact's `_id`.
    public static final String CONTACT = "contact:";
    private static final String ADDRESS = "address:";
    public static final String CONTACT_ID = "contact_id";
    public static final String ADDRESSES = "addresses";
    private static final String NAME = "name";
    private static final String EMAIL = "email";
    private static final String LANGUAGE = "language";
    private static final String FACTS = "facts";
    private static final String FIELD = "field";
    private static final String VALUE = "value";
    private static final int BATCH = 500;
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoStore store;

    public MongoContactBook(MongoStore store) {
        this.store = store;
    }

    private MongoCollection<Document> directory() {
        return store.database().getCollection(COLLECTION);
    }

    @Override
    public void put(List<Contact> contacts) {
        for (int from = 0; from < contacts.size(); from += BATCH) {
            // When an id or address occurs twice in a batch, the last one counts, as with single writes.
            Map<String, Document> written = new LinkedHashMap<>();
            Map<String, Document> pointers = new LinkedHashMap<>();
            for (Contact contact : contacts.subList(from, Math.min(contacts.size(), from + BATCH))) {
                Document document = document(contact);
                written.put(document.getString(ID), document);
                for (UserAddress address : contact.addresses()) {
                    pointers.put(key(address), new Document(ID, key(address)).append(CONTACT_ID, contact.id()));
                }
            }
            store.call("contacts_put", () -> {
                write(written.values());
                write(pointers.values());
                return true;
            });
        }
    }

    private void write(Collection<Document> documents) {
        directory()
                .bulkWrite(
                        documents.stream()
                                .map(document ->
                                        new ReplaceOneModel<Document>(eq(ID, document.get(ID)), document, UPSERT))
                                .toList(),
                        UNORDERED);
    }

    @Override
    public Optional<Contact> get(String id) {
        return store.call(
                "contact",
                () -> Optional.ofNullable(directory().find(eq(ID, CONTACT + id)).first())
                        .map(MongoContactBook::contact));
    }

    @Override
    public Optional<Contact> find(Collection<UserAddress> addresses) {
        List<String> keys =
                addresses.stream().map(MongoContactBook::key).distinct().toList();
        return keys.isEmpty() ? Optional.empty() : store.call("contact_of", () -> owner(keys));
    }

    @Override
    public boolean isEmpty() {
        return store.call(
                "contacts_any",
                () -> directory().find().projection(Projections.include(ID)).first() == null);
    }

    private Optional<Contact> owner(List<String> keys) {
        Map<String, String> owners = new HashMap<>();
        all(in(ID, keys)).forEach(pointer -> owners.put(pointer.getString(ID), pointer.getString(CONTACT_ID)));
        if (owners.isEmpty()) {
            return Optional.empty();
        }
        List<String> wanted =
                owners.values().stream().distinct().map(id -> CONTACT + id).toList();
        Map<String, Contact> contacts = all(in(ID, wanted)).stream()
                .map(MongoContactBook::contact)
                .collect(Collectors.toMap(Contact::id, contact -> contact));
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(owners.get(key)).map(contacts::get).stream()
                        .filter(contact -> contact.addresses().stream()
                                .anyMatch(address -> key(address).equals(key))))
                .findFirst();
    }

    private List<Document> all(Bson which) {
        return directory().find(which).into(new ArrayList<>());
    }

    /// The `_id` of the pointer of an address.
    public static String key(UserAddress address) {
        return ADDRESS + address.canonical().waId();
    }

    private static Document document(Contact contact) {
        Language language = contact.language();
        return new Document(ID, CONTACT + contact.id())
                .append(CONTACT_ID, contact.id())
                .append(
                        ADDRESSES,
                        contact.addresses().stream()
                                .map(UserAddress::waId)
                                .sorted()
                                .toList())
                .append(NAME, contact.name())
                .append(EMAIL, contact.email())
                .append(LANGUAGE, language == null ? null : language.tag())
                // Not as fields: the business's names may contain any characters.
                .append(
                        FACTS,
                        contact.facts().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(fact -> new Document(FIELD, fact.getKey()).append(VALUE, fact.getValue()))
                                .toList());
    }

    private static Contact contact(Document document) {
        return new Contact(
                document.getString(CONTACT_ID),
                document.getList(ADDRESSES, String.class).stream()
                        .map(UserAddress::ofWaId)
                        .collect(Collectors.toUnmodifiableSet()),
                document.getString(NAME),
                document.getString(EMAIL),
                language(document.getString(LANGUAGE)),
                document.getList(FACTS, Document.class, List.of()).stream()
                        .collect(Collectors.toMap(fact -> fact.getString(FIELD), fact -> fact.getString(VALUE))));
    }

    private static @Nullable Language language(@Nullable String tag) {
        return tag == null ? null : Language.ofTag(tag).orElse(null);
    }
}
