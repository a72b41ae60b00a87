package dev.recado.adapter.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static dev.recado.adapter.mongodb.MessageDocuments.date;
import static dev.recado.adapter.mongodb.SessionDocuments.ATTEMPTS;
import static dev.recado.adapter.mongodb.SessionDocuments.FENCE;
import static dev.recado.adapter.mongodb.SessionDocuments.ID;
import static dev.recado.adapter.mongodb.SessionDocuments.LEASE;
import static dev.recado.adapter.mongodb.SessionDocuments.LEASE_OWNER;
import static dev.recado.adapter.mongodb.SessionDocuments.LEASE_UNTIL;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.port.SessionStore.Claim;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;

/// How conversations are taken, and known to be still one's own.
///
/// @param owner who claims
record Leases(String owner) {

    /// Nobody's, this owner's neither.
    static Bson free(Instant now) {
        return or(eq(LEASE, null), lte(LEASE_UNTIL, date(now)));
    }

    Bson taking(Instant until) {
        return combine(
                inc(FENCE, 1L),
                inc(ATTEMPTS, 1),
                set(LEASE, new Document("owner", owner).append(SessionDocuments.UNTIL, date(until))));
    }

    static Claim claimed(Document session, Instant until) {
        return new Claim.Claimed(new ClaimedConversation(
                SessionDocuments.read(session),
                session.get(FENCE, (Number) 0).longValue(),
                until,
                session.getInteger(ATTEMPTS)));
    }

    /// The conversation, as long as the claim is the last one made of it.
    Bson held(ClaimedConversation claim) {
        return and(eq(ID, claim.id().toString()), eq(FENCE, claim.fence()), eq(LEASE_OWNER, owner));
    }
}
