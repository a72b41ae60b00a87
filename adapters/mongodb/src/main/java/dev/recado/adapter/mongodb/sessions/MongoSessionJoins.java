package dev.recado.adapter.mongodb.sessions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.addEachToSet;
import static com.mongodb.client.model.Updates.combine;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.OwnershipDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.documents.SummaryDocuments;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Merges two documents of `whatsapp_sessions` into one.
public final class MongoSessionJoins implements SessionJoins {
    private static final int TRIES = 3;
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoStore store;
    private final SessionLeases leases;
    private final int turnsKept;

    /// @param owner as in [MongoSessionStore]
    public MongoSessionJoins(MongoStore store, String owner, int turnsKept) {
        this.store = store;
        this.leases = new SessionLeases(owner);
        this.turnsKept = turnsKept;
    }

    @Override
    public Optional<Claim> claimBeside(ConversationId id, Instant now, Duration lease) {
        return store.call("claimBeside", () -> {
            for (int i = 0; i < TRIES; i++) {
                Document session = store.sessions().find(eq(ID, id.toString())).first();
                if (session == null) {
                    return Optional.empty();
                }
                Instant until = now.plus(lease);
                Document taken = store.sessions()
                        .findOneAndUpdate(
                                and(eq(ID, id.toString()), SessionLeases.free(now)), leases.takingBeside(until), AFTER);
                if (taken != null) {
                    return Optional.of(SessionLeases.claimed(taken, until));
                }
                Document held = session.get(LEASE, Document.class);
                if (held != null) {
                    return Optional.of(new Claim.Busy(MessageDocuments.instant(held, SessionDocuments.UNTIL)));
                }
            }
            throw new PortUnavailableException("a conversation changed hands too often to be claimed");
        });
    }

    @Override
    public boolean absorb(ClaimedConversation into, Conversation other) {
        return store.call("absorb", () -> {
            for (int i = 0; i < TRIES; i++) {
                Document session = store.sessions().find(leases.held(into)).first();
                if (session == null) {
                    return false;
                }
                Conversation own = SessionDocuments.read(session);
                Bson unchanged = and(
                        leases.held(into),
                        OwnershipDocuments.version(own.ownership().version()));
                Bson joined = combine(SessionDocuments.joined(own, other, turnsKept), marks(session, other));
                if (store.sessions().updateOne(unchanged, joined).getMatchedCount() == 1) {
                    return true;
                }
            }
            throw new PortUnavailableException("a conversation changed hands too often to be merged");
        });
    }

    /// What people left on either of the two.
    private Bson marks(Document session, Conversation other) {
        Document theirs = store.sessions()
                .find(eq(ID, other.id().toString()))
                .projection(include(SessionDocuments.LABELS, SessionDocuments.UNREAD))
                .first();
        return theirs == null ? new Document() : SummaryDocuments.marks(session, theirs);
    }

    @Override
    public boolean know(ClaimedConversation claim, Set<UserAddress> addresses) {
        List<String> ids = addresses.stream().map(UserAddress::waId).toList();
        Bson add = addEachToSet(SessionDocuments.OTHER_WA_IDS, ids);
        return store.call(
                "know",
                () -> store.sessions().updateOne(leases.held(claim), add).getMatchedCount() == 1);
    }

    @Override
    public boolean delete(ClaimedConversation claim) {
        Bson unchanged = and(leases.held(claim), OwnershipDocuments.version(claim.ownershipVersion()));
        return store.call("delete", () -> store.sessions().deleteOne(unchanged).getDeletedCount() == 1);
    }
}
