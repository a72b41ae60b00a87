package dev.recado.adapter.mongodb.privacy;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.message.Consent;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.PersonDigests;
import dev.recado.domain.privacy.UserKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/// Refusals in `opt_outs`, one document each with a digest as `_id`. That there are none is remembered for a
/// while, so that they cost nothing where nobody was erased.
public final class MongoOptOuts implements OptOuts {
    private static final String ID = "_id";
    private static final String CONSENT = "consent";
    private static final Duration REMEMBERED = Duration.ofSeconds(45);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoStore store;
    private final PersonDigests digests;
    private final InstantSource clock;
    private volatile Instant emptyUntil = Instant.MIN;

    public MongoOptOuts(MongoStore store, PersonDigests digests, InstantSource clock) {
        this.store = store;
        this.digests = digests;
        this.clock = clock;
    }

    private MongoCollection<Document> refusals() {
        return store.database().getCollection(Schema.OPT_OUTS);
    }

    @Override
    public void keep(UserKeys keys, Consent consent) {
        Set<String> wanted = digests.of(keys);
        store.call("opt_out_keep", () -> {
            if (consent == Consent.EVERYTHING) {
                return refusals().deleteMany(in(ID, wanted)).wasAcknowledged();
            }
            wanted.forEach(digest -> refusals().updateOne(eq(ID, digest), set(CONSENT, consent.id()), UPSERT));
            return true;
        });
        emptyUntil = Instant.MIN;
    }

    @Override
    public Optional<Consent> of(UserKeys keys) {
        return areNone() ? Optional.empty() : store.call("opt_out", () -> strictest(digests.of(keys)));
    }

    private Optional<Consent> strictest(Set<String> wanted) {
        List<Document> found = refusals().find(in(ID, wanted)).into(new ArrayList<>());
        return found.stream()
                .map(refusal -> Consent.ofId(refusal.getString(CONSENT)))
                .reduce(Consent::with);
    }

    private boolean areNone() {
        Instant now = clock.instant();
        if (now.isBefore(emptyUntil)) {
            return true;
        }
        boolean empty = store.call(
                "opt_out_any",
                () -> refusals().find().projection(Projections.include(ID)).first() == null);
        emptyUntil = empty ? now.plus(REMEMBERED) : Instant.MIN;
        return empty;
    }
}
