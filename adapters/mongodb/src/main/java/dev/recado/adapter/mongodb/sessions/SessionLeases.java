package dev.recado.adapter.mongodb.sessions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ATTEMPTS;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.BESIDE;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.FENCE;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE_BESIDE;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE_OWNER;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE_UNTIL;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.UNTIL;

import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.SessionStore.Attempt;
import dev.recado.domain.conversation.SessionStore.Claim;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The filters and updates by which conversations are claimed, and by which a claim is checked.
///
/// @param owner the claiming process
record SessionLeases(String owner) {
    private static final String OWNER = "owner";

    /// Matches a conversation without a valid lease of any owner.
    static Bson free(Instant now) {
        return or(eq(LEASE, null), lte(LEASE_UNTIL, date(now)));
    }

    /// Matches a conversation without a valid lease, or with a lease of this owner's. The owner runs one turn at
    /// a time, so that lease is from before a restart.
    Bson claimable(Instant now, Attempt attempt) {
        Bson claimable = or(free(now), and(eq(LEASE_OWNER, owner), ne(LEASE_BESIDE, true)));
        return attempt.mostBroken() == Integer.MAX_VALUE
                ? claimable
                : and(claimable, not(gt(ATTEMPTS, attempt.mostBroken())));
    }

    /// Why a turn of this owner does not get the conversation.
    ///
    /// @return null when it does
    @Nullable
    Claim refused(Document session, Instant now, Attempt attempt) {
        Document lease = session.get(LEASE, Document.class);
        if (lease != null && !(owner.equals(lease.getString(OWNER)) && !lease.getBoolean(BESIDE, false))) {
            Instant until = MessageDocuments.instant(lease, UNTIL);
            if (until.isAfter(now)) {
                return new Claim.Busy(until);
            }
        }
        int broken = session.getInteger(ATTEMPTS, 0);
        return broken > attempt.mostBroken() ? new Claim.BrokenOff(broken) : null;
    }

    Bson taking(Instant until, Attempt attempt) {
        return taking(lease(until), attempt);
    }

    Bson takingBeside(Instant until) {
        return taking(lease(until).append(BESIDE, true), Attempt.ANY);
    }

    private Document lease(Instant until) {
        return new Document(OWNER, owner).append(UNTIL, date(until));
    }

    private static Bson taking(Document lease, Attempt attempt) {
        return combine(inc(FENCE, 1L), attempt.counts() ? inc(ATTEMPTS, 1) : max(ATTEMPTS, 1), set(LEASE, lease));
    }

    static Claim claimed(Document session, Instant until) {
        return new Claim.Claimed(new ClaimedConversation(
                SessionDocuments.read(session),
                session.get(FENCE, (Number) 0).longValue(),
                until,
                session.getInteger(ATTEMPTS)));
    }

    /// Matches the conversation while the claim is its latest one.
    Bson held(ClaimedConversation claim) {
        return and(eq(ID, claim.id().toString()), eq(FENCE, claim.fence()), eq(LEASE_OWNER, owner));
    }
}
