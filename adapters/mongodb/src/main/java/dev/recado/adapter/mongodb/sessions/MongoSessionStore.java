package dev.recado.adapter.mongodb.sessions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.addEachToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.pullByFilter;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ATTEMPTS;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.HELD;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LAST_WROTE_AT;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE_OWNER;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.LEASE_UNTIL;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.OFFERED;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.OUTBOX;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.TURNS;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.UPDATED_AT;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.OutboundContentDocuments;
import dev.recado.adapter.mongodb.documents.OwnershipDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.documents.UserStateDocuments;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.UserKeys;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Conversations in `whatsapp_sessions`, one document each: the user, the recent turns, the lease and the
/// outbox. Every write of a turn filters on the claim's fencing token, so an owner that lost its lease
/// matches nothing.
public final class MongoSessionStore implements SessionStore {
    private static final int TRIES = 3;
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoStore store;
    private final String owner;
    private final SessionLeases leases;
    private final int turnsKept;
    private final OptOuts optOuts;

    /// A store that knows no refusals of erased users.
    ///
    /// @param owner the id of this process, the same after a restart and different from all others
    /// @param turnsKept how many recent turns a conversation keeps
    public MongoSessionStore(MongoStore store, String owner, int turnsKept) {
        this(store, owner, turnsKept, OptOuts.NONE);
    }

    /// @param optOuts where a new conversation finds what its user refused before being erased
    public MongoSessionStore(MongoStore store, String owner, int turnsKept, OptOuts optOuts) {
        this.optOuts = optOuts;
        this.store = store;
        this.owner = owner;
        this.leases = new SessionLeases(owner);
        this.turnsKept = turnsKept;
    }

    @Override
    public Claim claim(ConversationKey key, Instant now, Duration lease, Attempt attempt) {
        String id = key.conversationId().toString();
        return store.call("claim", () -> {
            UserAddress address = key.address();
            for (int i = 0; i < TRIES; i++) {
                try {
                    Document beginning = SessionDocuments.newSession(key, address, now);
                    return tryClaim(
                            and(eq(ID, id), leases.claimable(now, attempt)), beginning, now.plus(lease), attempt);
                } catch (MongoCommandException e) {
                    if (!MongoStore.isDuplicateKey(e)) {
                        throw e;
                    }
                }
                // It exists and is claimed by another owner, or was created at this moment.
                Document session = store.sessions().find(eq(ID, id)).first();
                Claim refused = session == null ? null : leases.refused(session, now, attempt);
                if (refused != null) {
                    return refused;
                }
                // Or the address is in the form stored by an earlier version, before addresses were made
                // canonical.
                address = address.canonical();
            }
            throw new PortUnavailableException("a conversation changed hands too often to be claimed");
        });
    }

    private Claim tryClaim(Bson mine, Document beginning, Instant until, Attempt attempt) {
        Bson take = combine(leases.taking(until, attempt), new Document("$setOnInsert", beginning));
        Document session = store.sessions().findOneAndUpdate(mine, take, UPSERT);
        if (session == null) {
            throw new PortUnavailableException("the store gave no conversation back");
        }
        return SessionLeases.claimed(
                session.containsKey(SessionDocuments.STANDING) ? session : withRefusal(session), until);
    }

    /// A conversation of which nothing was stored yet, with what its user refused before being erased.
    private Document withRefusal(Document session) {
        UserKeys keys = UserKeys.of(SessionDocuments.read(session));
        Consent refusal = optOuts.of(keys).orElse(Consent.EVERYTHING);
        if (refusal == Consent.EVERYTHING) {
            return session;
        }
        Bson untouched =
                and(eq(ID, session.getString(ID)), eq(SessionDocuments.FENCE, session.get(SessionDocuments.FENCE)));
        Document told = store.sessions().findOneAndUpdate(untouched, UserStateDocuments.refusing(refusal), AFTER);
        if (told == null) {
            throw new PortUnavailableException("a conversation changed hands while it was claimed");
        }
        return told;
    }

    @Override
    public Set<ConversationId> claimedElsewhere(Collection<ConversationId> ids, Instant now) {
        List<String> wanted = ids.stream().map(ConversationId::toString).toList();
        Bson heldByOthers = and(in(ID, wanted), gt(LEASE_UNTIL, date(now)), ne(LEASE_OWNER, owner));
        return store.call(
                "claimedElsewhere",
                () -> store.sessions()
                        .find(heldByOthers)
                        .projection(include(ID))
                        .map(session -> ConversationId.parse(session.getString(ID)))
                        .into(new HashSet<>()));
    }

    @Override
    public boolean renew(ClaimedConversation claim, Instant now, Duration lease) {
        return write("renew", leases.held(claim), max(LEASE_UNTIL, date(now.plus(lease))));
    }

    @Override
    public boolean commit(ClaimedConversation claim, Decision decision) {
        Document outbox = SessionDocuments.outbox(decision.outbox());
        List<Bson> updates = new ArrayList<>(List.of(
                pushEach(TURNS, SessionDocuments.turns(decision.said()), new PushOptions().slice(-turnsKept)),
                pushEach(
                        SessionDocuments.ANSWERED,
                        SessionDocuments.ids(decision.answered()),
                        new PushOptions().slice(-SessionDocuments.ANSWERED_KEPT)),
                set(OUTBOX, outbox),
                decision.offered().isEmpty()
                        ? unset(OFFERED)
                        : set(OFFERED, OutboundContentDocuments.options(decision.offered())),
                set(ATTEMPTS, 0),
                set(UPDATED_AT, date(decision.at()))));
        Language language = decision.language();
        if (language != null) {
            updates.add(set(SessionDocuments.LANGUAGE, language.tag()));
        }
        if (decision.profileName() != null) {
            updates.add(set(SessionDocuments.PROFILE_NAME, decision.profileName()));
        }
        Channel channel = decision.channel();
        if (channel != null) {
            updates.add(set(SessionDocuments.CHANNEL, channel.id()));
            updates.add(set(SessionDocuments.PHONE_NUMBER_ID, decision.phoneNumberId()));
        } else if (decision.phoneNumberId() != null) {
            updates.add(set(SessionDocuments.PHONE_NUMBER_ID, decision.phoneNumberId()));
        }
        if (!claim.conversation().held().isEmpty()) {
            updates.add(pullByFilter(new Document(
                    HELD, new Document(ID, new Document("$in", SessionDocuments.parts(decision.outbox()))))));
        }
        updates.addAll(changes(decision.changes(), claim.conversation().userState()));
        if (decision.lastWroteAt() != null) {
            updates.add(set(LAST_WROTE_AT, date(decision.lastWroteAt())));
            updates.add(set(SessionDocuments.UNREAD, true));
        }
        Bson isNotDone = new Document(OUTBOX, new Document("$ne", outbox));
        Bson isCurrent = and(leases.held(claim), OwnershipDocuments.version(claim.ownershipVersion()));
        return write("commit", and(isCurrent, isNotDone), combine(updates)) || isCommitted(claim, outbox);
    }

    private static List<Bson> changes(Changes changes, UserState before) {
        List<Bson> updates = new ArrayList<>();
        if (changes.userState() != null) {
            UserStateDocuments.changes(before, changes.userState())
                    .forEach((field, value) -> updates.add(set(SessionDocuments.STANDING + "." + field, value)));
        }
        if (changes.ownership() != null) {
            updates.add(OwnershipDocuments.update(changes.ownership()));
        }
        if (changes.lastNotice() != null) {
            updates.add(set(SessionDocuments.LAST_NOTICE, UserStateDocuments.notice(changes.lastNotice())));
        }
        if (changes.thread() != null) {
            updates.add(
                    changes.thread().isEmpty()
                            ? unset(SessionDocuments.THREAD)
                            : set(SessionDocuments.THREAD, changes.thread()));
        }
        if (!changes.happened().isEmpty()) {
            updates.add(addEachToSet(SessionDocuments.HAPPENED, UserStateDocuments.events(changes.happened())));
        }
        return updates;
    }

    private boolean isCommitted(ClaimedConversation claim, Document outbox) {
        return store.call("commit", () -> {
            Document session = store.sessions().find(leases.held(claim)).first();
            return session != null && outbox.equals(session.get(OUTBOX, Document.class));
        });
    }

    @Override
    public boolean keep(ClaimedConversation claim, Outbox remaining) {
        return write("keep", leases.held(claim), set(OUTBOX, SessionDocuments.outbox(remaining)));
    }

    @Override
    public boolean hold(ClaimedConversation claim, @Nullable Outbox remaining, List<OutboundMessage> held) {
        Bson update = combine(outbox(remaining), addEachToSet(HELD, SessionDocuments.held(held)));
        return write("hold", leases.held(claim), update);
    }

    private static Bson outbox(@Nullable Outbox remaining) {
        return remaining == null ? unset(OUTBOX) : set(OUTBOX, SessionDocuments.outbox(remaining));
    }

    @Override
    public boolean transfer(
            ConversationId id, Ownership before, Ownership now, List<BusinessEvent> happened, Instant at) {
        List<Bson> updates = new ArrayList<>(List.of(OwnershipDocuments.update(now), set(UPDATED_AT, date(at))));
        if (!happened.isEmpty()) {
            updates.add(addEachToSet(SessionDocuments.HAPPENED, UserStateDocuments.events(happened)));
        }
        Bson unchanged = and(eq(ID, id.toString()), OwnershipDocuments.version(before.version()));
        return write("transfer", unchanged, combine(updates))
                || find(id).filter(stored -> stored.ownership().equals(now)).isPresent();
    }

    @Override
    public void unsay(ConversationId id, Utterance said) {
        write(
                "unsay",
                eq(ID, id.toString()),
                combine(
                        pullByFilter(new Document(
                                TURNS, SessionDocuments.turns(List.of(said)).getFirst())),
                        unset(SessionDocuments.THREAD)));
    }

    /// Without a claim: no turn overwrites these fields with what it read.
    @Override
    public void refuseUnasked(ConversationId id, BusinessEvent told) {
        String consent = SessionDocuments.STANDING + "." + UserStateDocuments.CONSENT;
        String optedOut = SessionDocuments.STANDING + "." + UserStateDocuments.OPTED_OUT;
        write(
                "refuse_unasked",
                and(eq(ID, id.toString()), in(consent, Consent.EVERYTHING.id(), null), ne(optedOut, true)),
                combine(
                        set(consent, Consent.ANSWERS_ALONE.id()),
                        addEachToSet(SessionDocuments.HAPPENED, UserStateDocuments.events(List.of(told)))));
    }

    @Override
    public boolean releaseUnchanged(ClaimedConversation claim) {
        return write(
                "release_unchanged", leases.held(claim), combine(unset(LEASE), min(ATTEMPTS, claim.attempts() - 1)));
    }

    @Override
    public boolean release(
            ClaimedConversation claim, @Nullable Outbox remaining, List<BusinessEvent> happened, Instant now) {
        Bson attempts = remaining == null ? set(ATTEMPTS, 0) : min(ATTEMPTS, claim.attempts() - 1);
        List<Bson> updates =
                new ArrayList<>(List.of(unset(LEASE), attempts, outbox(remaining), set(UPDATED_AT, date(now))));
        if (!happened.isEmpty()) {
            updates.add(addEachToSet(SessionDocuments.HAPPENED, UserStateDocuments.events(happened)));
        }
        return write("release", leases.held(claim), combine(updates));
    }

    private boolean write(String operation, Bson filter, Bson update) {
        return store.call(
                operation, () -> store.sessions().updateOne(filter, update).getMatchedCount() == 1);
    }

    @Override
    public List<BusinessEvent> closeSilent(Instant since, Instant now, int limit) {
        return store.call("closeSilent", () -> IdleSessionCloser.close(store, since, now, limit));
    }

    @Override
    public Optional<Instant> lastActivity(Instant createdBefore) {
        return store.call(
                "last_activity",
                () -> Optional.ofNullable(store.sessions()
                                .find(lt(SessionDocuments.CREATED_AT, date(createdBefore)))
                                .sort(descending(UPDATED_AT))
                                .projection(include(UPDATED_AT))
                                .first())
                        .map(session -> MessageDocuments.instant(session, UPDATED_AT)));
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return store.call(
                "find",
                () -> Optional.ofNullable(
                                store.sessions().find(eq(ID, id.toString())).first())
                        .map(SessionDocuments::read));
    }
}
