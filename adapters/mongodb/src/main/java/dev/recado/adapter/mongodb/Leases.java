package dev.recado.adapter.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static dev.recado.adapter.mongodb.MessageDocuments.date;
import static dev.recado.adapter.mongodb.SessionDocuments.ATTEMPTS;
import static dev.recado.adapter.mongodb.SessionDocuments.BESIDE;
import static dev.recado.adapter.mongodb.SessionDocuments.FENCE;
import static dev.recado.adapter.mongodb.SessionDocuments.ID;
import static dev.recado.adapter.mongodb.SessionDocuments.LEASE;
import static dev.recado.adapter.mongodb.SessionDocuments.LEASE_BESIDE;
import static dev.recado.adapter.mongodb.SessionDocuments.LEASE_OWNER;
import static dev.recado.adapter.mongodb.SessionDocuments.LEASE_UNTIL;
import static dev.recado.adapter.mongodb.SessionDocuments.UNTIL;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.port.SessionStore.Claim;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// How conversations are taken, and known to be still one's own.
///
/// @param owner who claims
record Leases(String owner) {
    private static final String OWNER = "owner";

    /// Nobody's, this owner's neither.
    static Bson free(Instant now) {
        return or(eq(LEASE, null), lte(LEASE_UNTIL, date(now)));
    }

    /// Nobody's, or taken by a turn of this owner's. The owner has one turn at a time, so that was a former life's.
    Bson open(Instant now) {
        return or(free(now), and(eq(LEASE_OWNER, owner), ne(LEASE_BESIDE, true)));
    }

    /// Until when a turn of this owner's waits for the lease.
    ///
    /// @return null when it need not
    @Nullable
    Instant until(@Nullable Document lease, Instant now) {
        if (lease == null || (owner.equals(lease.getString(OWNER)) && !lease.getBoolean(BESIDE, false))) {
            return null;
        }
        Instant until = MessageDocuments.instant(lease, UNTIL);
        return until.isAfter(now) ? until : null;
    }

    Bson taking(Instant until) {
        return taking(lease(until));
    }

    Bson takingBeside(Instant until) {
        return taking(lease(until).append(BESIDE, true));
    }

    private Document lease(Instant until) {
        return new Document(OWNER, owner).append(UNTIL, date(until));
    }

    private static Bson taking(Document lease) {
        return combine(inc(FENCE, 1L), inc(ATTEMPTS, 1), set(LEASE, lease));
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
