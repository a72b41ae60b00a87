package dev.recado.adapter.mongodb.privacy;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.records.MongoContactBook;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.privacy.UserKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;

/// What the business told Recado about one user, in `directory`: the contact, and the pointers of its addresses.
record DirectoryOfUser(MongoStore store) {
    private static final String ID = "_id";

    private MongoCollection<Document> directory() {
        return store.database().getCollection(Schema.DIRECTORY);
    }

    /// The contacts that have one of the user's addresses.
    List<Document> contacts(UserKeys keys) {
        List<String> ids = own(keys).stream()
                .map(pointer -> MongoContactBook.CONTACT + pointer.getString(MongoContactBook.CONTACT_ID))
                .distinct()
                .toList();
        Set<String> addresses = pointers(keys.addresses());
        List<Document> contacts = directory().find(in(ID, ids)).into(new ArrayList<>());
        // A pointer stays when its address is taken from the contact.
        contacts.removeIf(contact -> pointersOf(contact).stream().noneMatch(addresses::contains));
        return contacts;
    }

    /// The user's own pointers last: by them the rest is found again after a kill.
    Stream<String> ids(UserKeys keys) {
        List<Document> contacts = contacts(keys);
        Set<String> own = new LinkedHashSet<>(
                own(keys).stream().map(pointer -> pointer.getString(ID)).toList());
        Stream<String> others = contacts.stream()
                .flatMap(contact -> pointersOf(contact).stream())
                .filter(pointer -> !own.contains(pointer));
        Stream<String> theContacts = contacts.stream().map(contact -> contact.getString(ID));
        return Stream.of(others, theContacts, own.stream()).flatMap(ids -> ids).distinct();
    }

    /// In their order.
    int erase(List<String> ids) {
        int erased = 0;
        for (String id : ids) {
            erased += (int) directory().deleteOne(eq(ID, id)).getDeletedCount();
        }
        return erased;
    }

    private List<Document> own(UserKeys keys) {
        return directory().find(in(ID, pointers(keys.addresses()))).into(new ArrayList<>());
    }

    private static Set<String> pointers(Collection<UserAddress> addresses) {
        Set<String> pointers = new LinkedHashSet<>();
        addresses.forEach(address -> pointers.add(MongoContactBook.key(address)));
        return pointers;
    }

    private static Set<String> pointersOf(Document contact) {
        return pointers(contact.getList(MongoContactBook.ADDRESSES, String.class, List.of()).stream()
                .map(UserAddress::ofWaId)
                .toList());
    }
}
