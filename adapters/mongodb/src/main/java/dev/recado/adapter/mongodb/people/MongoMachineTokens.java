package dev.recado.adapter.mongodb.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.people.MachineToken;
import dev.recado.domain.people.MachineToken.Scope;
import dev.recado.domain.people.MachineTokenStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Bearer tokens of programs in `tokens`, one document each with the digest of its secret as `_id`.
public final class MongoMachineTokens implements MachineTokenStore {
    static final String DIGEST = "_id";
    static final String KIND = "kind";
    private static final String TOKEN_ID = "token_id";
    private static final String NAME = "name";
    private static final String SCOPES = "scopes";
    private static final String CREATED_BY = "created_by";
    private static final String CREATED_AT = "created_at";
    private static final String MACHINE = "machine";
    private static final Bson MACHINES = eq(KIND, MACHINE);

    private final MongoStore store;

    public MongoMachineTokens(MongoStore store) {
        this.store = store;
    }

    private MongoCollection<Document> tokens() {
        return store.database().getCollection(Schema.TOKENS);
    }

    @Override
    public void add(MachineToken token) {
        Document document = new Document(DIGEST, token.digest())
                .append(KIND, MACHINE)
                .append(TOKEN_ID, token.id())
                .append(NAME, token.name())
                .append(SCOPES, token.scopes().stream().map(Scope::id).sorted().toList())
                .append(CREATED_BY, token.createdBy())
                .append(CREATED_AT, date(token.createdAt()));
        store.call("token_add", () -> tokens().insertOne(document));
    }

    @Override
    public Optional<MachineToken> find(String digest) {
        return store.call(
                "token",
                () -> Optional.ofNullable(
                                tokens().find(and(eq(DIGEST, digest), MACHINES)).first())
                        .map(MongoMachineTokens::token));
    }

    @Override
    public List<MachineToken> all() {
        return store.call(
                "tokens",
                () -> tokens().find(MACHINES)
                        .sort(Sorts.descending(CREATED_AT, TOKEN_ID))
                        .limit(MAX_TOKENS)
                        .map(MongoMachineTokens::token)
                        .into(new ArrayList<>()));
    }

    @Override
    public boolean remove(String id) {
        return store.call(
                "token_remove",
                () -> tokens().deleteOne(and(eq(TOKEN_ID, id), MACHINES)).getDeletedCount() > 0);
    }

    private static MachineToken token(Document document) {
        return new MachineToken(
                document.getString(TOKEN_ID),
                document.getString(DIGEST),
                document.getString(NAME),
                document.getList(SCOPES, String.class).stream()
                        .map(Scope::ofId)
                        .collect(Collectors.toUnmodifiableSet()),
                document.getString(CREATED_BY),
                instant(document, CREATED_AT));
    }
}
