package dev.recado.adapter.mongodb.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/// People in `people`, one document each. The e-mail address is its `_id`, so that an address belongs to one
/// person also where the collection is sharded.
public final class MongoPeople implements PersonStore {
    private final MongoStore store;

    public MongoPeople(MongoStore store) {
        this.store = store;
    }

    private MongoCollection<Document> people() {
        return store.database().getCollection(Schema.PEOPLE);
    }

    @Override
    public boolean add(Person person) {
        return store.call("person_add", () -> {
            try {
                people().insertOne(PersonDocuments.write(person));
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
    public Optional<Person> find(String id) {
        return first("person", eq(Schema.PERSON_ID, id));
    }

    @Override
    public Optional<Person> find(EmailAddress email) {
        return first("person_by_email", eq(PersonDocuments.EMAIL, email.value()));
    }

    @Override
    public Optional<Person> findInvited(String digest) {
        return first("person_invited", eq(Schema.INVITATION_DIGEST, digest));
    }

    private Optional<Person> first(String operation, Bson which) {
        return store.call(
                operation,
                () -> Optional.ofNullable(people().find(which).first()).map(PersonDocuments::read));
    }

    @Override
    public List<Person> all() {
        List<Person> found = store.call(
                "people",
                () -> people().find()
                        .limit(MAX_PEOPLE)
                        .map(PersonDocuments::read)
                        .into(new ArrayList<>()));
        found.sort(Comparator.comparing(Person::name).thenComparing(Person::id));
        return found;
    }

    @Override
    public boolean replace(Person before, Person after) {
        Bson unchanged =
                and(eq(PersonDocuments.EMAIL, before.email().value()), eq(PersonDocuments.VERSION, before.version()));
        return store.call(
                "person_replace",
                () -> people().replaceOne(unchanged, PersonDocuments.write(after))
                                .getMatchedCount()
                        > 0);
    }
}
